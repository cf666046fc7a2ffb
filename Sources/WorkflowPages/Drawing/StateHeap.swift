/// A binary heap of numbers by their rank, the lowest first. Of equal rank, the lower number.
struct StateHeap {
    private var items: [(rank: Int, value: Int)] = []

    mutating func push(_ value: Int, _ rank: Int) {
        items.append((rank, value))
        var child = items.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard items[child] < items[parent] else { break }
            items.swapAt(child, parent)
            child = parent
        }
    }

    mutating func pop() -> (value: Int, rank: Int)? {
        guard let first = items.first else { return nil }
        let last = items.removeLast()
        guard !items.isEmpty else { return (first.value, first.rank) }
        items[0] = last
        var parent = 0
        while true {
            var least = 2 * parent + 1
            guard least < items.count else { break }
            if least + 1 < items.count, items[least + 1] < items[least] { least += 1 }
            guard items[least] < items[parent] else { break }
            items.swapAt(parent, least)
            parent = least
        }
        return (first.value, first.rank)
    }
}
