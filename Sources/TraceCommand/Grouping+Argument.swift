import ArgumentParser
import FlowReporting

extension Grouping: ExpressibleByArgument {}
