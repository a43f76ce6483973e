import ArgumentParser
import FlowReporting

extension Grouping: WordChoice {}
