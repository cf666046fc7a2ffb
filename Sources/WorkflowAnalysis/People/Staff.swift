import CEL
import Diagnostics
import WorkflowModel

/// Who may take each action of a workflow, as its permissions alone have it, in some surroundings.
struct Staff {
    /// Somebody in a position in which they may take an action.
    struct Seat: Hashable {
        /// In the order of the organisation.
        var person: Int
        var agency: String
    }

    let workflow: Workflow
    let people: [Organisation.Person]
    let surroundings: Surroundings
    /// Every action of every state, in document order.
    let actions: [Action]
    /// For each action those who may, in the order of the organisation.
    let seats: [[Seat]]
    /// For each action, whether who may hangs on what only an item knows.
    let isOpen: [Bool]
    /// For each action whom it is for, as far as that can be told.
    let posts: [[Post]]

    /// Roles in an agency; nil stands for any.
    struct Post: Hashable {
        var roles: [String]
        var agency: String?
    }

    init(_ surroundings: Surroundings, _ people: [Organisation.Person]) {
        workflow = surroundings.workflow
        self.surroundings = surroundings
        self.people = people
        actions = workflow.states.flatMap(\.actions)
        var seats: [[Seat]] = []
        var isOpen: [Bool] = []
        var posts: [[Post]] = []
        for action in actions {
            var found: [Seat] = []
            var open = false
            var wanted: [Post] = []
            for performer in action.performers {
                guard let criteria = Criteria(performer, surroundings) else {
                    open = true
                    continue
                }
                if let post = criteria.post, !wanted.contains(post) { wanted.append(post) }
                for (index, person) in people.enumerated() {
                    for position in person.positions
                    where criteria.fit(person, position, surroundings) {
                        let seat = Seat(person: index, agency: position.agency)
                        if !found.contains(seat) { found.append(seat) }
                    }
                }
            }
            seats.append(found.sorted { $0.person < $1.person })
            isOpen.append(open)
            posts.append(wanted)
        }
        self.seats = seats
        self.isOpen = isOpen
        self.posts = posts
    }

    /// What two of these have in common when nothing tells them apart.
    var key: [[Seat]] { seats + [isOpen.map { Seat(person: $0 ? 1 : 0, agency: "") }] }

    /// How many different people may take an action.
    func count(_ action: Int) -> Int { Set(seats[action].map(\.person)).count }
}

/// What a performer asks of who acts, worked out.
private struct Criteria {
    var roles: [String]
    var agency: String?
    var person: String?
    var condition: Expression?

    /// Nil when only an item knows.
    init?(_ performer: Action.Performer, _ surroundings: Surroundings) {
        roles = performer.roles.compactMap(surroundings.code)
        guard roles.count == performer.roles.count else { return nil }
        if let source = performer.agency {
            guard let code = surroundings.code(source) else { return nil }
            agency = code
        }
        if let expression = performer.person {
            guard case .string(let id)? = surroundings.value(of: expression, for: nil) else {
                return nil
            }
            person = id
        }
        condition = performer.condition
    }

    /// Nil for one person.
    var post: Staff.Post? { person == nil ? Staff.Post(roles: roles, agency: agency) : nil }

    /// A condition only an item knows may hold.
    func fit(
        _ person: Organisation.Person, _ position: Organisation.Position,
        _ surroundings: Surroundings
    ) -> Bool {
        guard roles.isEmpty || roles.contains(where: position.roles.contains),
            agency == nil || agency == position.agency,
            self.person == nil || self.person == person.id
        else { return false }
        return condition.flatMap { surroundings.holds($0, person, position) } ?? true
    }
}
