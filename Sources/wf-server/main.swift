import WorkflowServer

print("not yet")
