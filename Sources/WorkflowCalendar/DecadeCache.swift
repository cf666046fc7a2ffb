import Synchronization

/// The decades of a calendar, each counted when it is first asked for. Any thread may ask: two that
/// ask at once may both count the decade, and one of the two equal results is kept.
final class DecadeCache: Sendable {
    /// An owned reference once the decade is counted. (`AtomicLazyReference` says the same, but its
    /// operations are not inlined and take half the time of a computation.)
    private typealias Slot = Atomic<Unmanaged<DecadeIndex>?>

    /// Slots are initialised in `init`, never moved, and then changed only through their own atomic
    /// operations, so threads may share the pointer.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<Slot>
    private let covered: Range<Int>
    private let week: WorkWeek
    private let days: @Sendable (Int) -> CalendarYear

    /// The Gregorian calendar repeats itself, weekdays included, every 400 years.
    private static let decadesPerCycle = 40

    /// - Parameter years: whole decades; outside them every week is plain.
    init(
        covering years: ClosedRange<Int>, week: WorkWeek,
        days: @escaping @Sendable (Int) -> CalendarYear
    ) {
        covered = years.lowerBound / 10..<(years.upperBound + 1) / 10
        self.week = week
        self.days = days
        slots = .allocate(capacity: covered.count + Self.decadesPerCycle)
        for place in 0..<covered.count + Self.decadesPerCycle {
            (slots + place).initialize(to: Slot(nil))
        }
    }

    deinit {
        for place in 0..<covered.count + Self.decadesPerCycle {
            slots[place].load(ordering: .acquiring)?.release()
        }
        slots.deinitialize(count: covered.count + Self.decadesPerCycle)
        slots.deallocate()
    }

    /// The decade `decade * 10 ..< decade * 10 + 10` when it is covered; else one with the same
    /// weeks, whose own dates mean nothing.
    subscript(decade: Int) -> DecadeIndex {
        let isCovered = covered.contains(decade)
        let place =
            isCovered
            ? decade - covered.lowerBound
            : covered.count + decade.remainderUp(dividingBy: Self.decadesPerCycle)
        if let known = slots[place].load(ordering: .acquiring) {
            // A slot that is set stays so as long as the cache lives.
            return known.takeUnretainedValue()
        }
        return count(decade, isCovered, place)
    }

    private func count(_ decade: Int, _ isCovered: Bool, _ place: Int) -> DecadeIndex {
        let index =
            isCovered
            ? DecadeIndex(decade, week: week, days: days)
            : DecadeIndex(place - covered.count, week: week) { _ in nil }
        let owned = Unmanaged.passRetained(index)
        let (isFirst, other) = slots[place].compareExchange(
            expected: nil, desired: owned, ordering: .acquiringAndReleasing)
        guard !isFirst, let other else { return index }
        owned.release()
        return other.takeUnretainedValue()
    }
}
