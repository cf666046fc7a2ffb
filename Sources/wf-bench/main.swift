let bench = try PureBench(PureBench.workflow)
print(try bench.run(transitions: 100_000))
