import TraceCommand

TraceCommand.start()
