import Synchronization

/// The years of a calendar in spans of a few, each counted when it is first asked for. Any thread
/// may ask: two that ask at once may both count it, and one of the two equal results is kept.
final class SpanCache: Sendable {
    /// An owned reference once the span is counted. (`AtomicLazyReference` says the same, but its
    /// operations are not inlined and take half the time of a computation.)
    private typealias Slot = Atomic<Unmanaged<SpanIndex>?>

    /// Slots are initialised in `init`, never moved, and then changed only through their own atomic
    /// operations, so threads may share the pointer.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<Slot>
    private let covered: Range<Int>
    private let week: WorkWeek
    private let days: @Sendable (Int) -> CalendarYear

    /// The Gregorian calendar repeats itself, weekdays included, every 400 years.
    private static let spansPerCycle = 400 / SpanIndex.years

    /// - Parameter years: whole spans; outside them every week is plain.
    init(
        covering years: ClosedRange<Int>, week: WorkWeek,
        days: @escaping @Sendable (Int) -> CalendarYear
    ) {
        covered = years.lowerBound / SpanIndex.years..<(years.upperBound + 1) / SpanIndex.years
        self.week = week
        self.days = days
        slots = .allocate(capacity: covered.count + Self.spansPerCycle)
        for place in 0..<covered.count + Self.spansPerCycle {
            (slots + place).initialize(to: Slot(nil))
        }
    }

    deinit {
        for place in 0..<covered.count + Self.spansPerCycle {
            slots[place].load(ordering: .acquiring)?.release()
        }
        slots.deinitialize(count: covered.count + Self.spansPerCycle)
        slots.deallocate()
    }

    /// The span of this number (see `SpanIndex`) when it is covered; else one with the same weeks,
    /// whose own dates mean nothing.
    subscript(span: Int) -> SpanIndex {
        let isCovered = covered.contains(span)
        let place =
            isCovered
            ? span - covered.lowerBound
            : covered.count + span.remainderUp(dividingBy: Self.spansPerCycle)
        if let known = slots[place].load(ordering: .acquiring) {
            // A slot that is set stays so as long as the cache lives.
            return known.takeUnretainedValue()
        }
        return count(span, isCovered, place)
    }

    private func count(_ span: Int, _ isCovered: Bool, _ place: Int) -> SpanIndex {
        let index =
            isCovered
            ? SpanIndex(span, week: week, days: days)
            : SpanIndex(place - covered.count, week: week) { _ in nil }
        let owned = Unmanaged.passRetained(index)
        let (isFirst, other) = slots[place].compareExchange(
            expected: nil, desired: owned, ordering: .acquiringAndReleasing)
        guard !isFirst, let other else { return index }
        owned.release()
        return other.takeUnretainedValue()
    }
}
