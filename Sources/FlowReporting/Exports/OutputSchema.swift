/// The JSON Schema of the lines that `--json` prints; the contract in a form that programs check.
///
/// Every member that is ever written is described here; a test holds real output against it.
package enum OutputSchema {
  /// The schema (JSON Schema, draft 2020-12).
  package static let text = #"""
    {
     "$schema": "https://json-schema.org/draft/2020-12/schema",
     "title": "tcptrace-swift/1",
     "description": "One line of tcptrace-swift --json. Members may be added; none is renamed. Unknown values are left out. Times are UTC, durations and offsets seconds.",
     "oneOf": [
      {"$ref": "#/$defs/capture"},
      {"$ref": "#/$defs/event"},
      {"$ref": "#/$defs/connection"},
      {"$ref": "#/$defs/finding"},
      {"$ref": "#/$defs/group"},
      {"$ref": "#/$defs/summary"},
      {"$ref": "#/$defs/malformed"}
     ],
     "$defs": {
      "time": {"type": "string", "pattern": "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{9}Z$"},
      "state": {
       "enum": [
        "CLOSED",
        "LISTEN",
        "SYN_SENT",
        "SYN_RCVD",
        "ESTABLISHED",
        "FIN_WAIT_1",
        "FIN_WAIT_2",
        "CLOSE_WAIT",
        "CLOSING",
        "LAST_ACK",
        "TIME_WAIT"
       ]
      },
      "side": {"enum": ["client", "server"]},
      "standing": {"enum": ["proved", "presumed", "refuted"]},
      "severity": {"enum": ["note", "warning", "error"]},
      "grade": {"enum": ["possible", "likely", "proved"]},
      "kind": {"enum": ["timeout", "fast", "tail-probe", "unneeded"]},
      "code": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
      "outcome": {"enum": ["completed", "refused", "rejected", "unanswered", "half-open", "reset", "unseen"]},
      "endpoint": {
       "type": "object",
       "properties": {
        "address": {"type": "string"},
        "port": {"type": "integer", "minimum": 0},
        "states": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "state": {"$ref": "#/$defs/state"},
           "time": {"$ref": "#/$defs/time"},
           "offset": {"type": "number"},
           "frame": {"type": "integer", "minimum": 0}, "source": {"type": "integer", "minimum": 0},
           "standing": {"$ref": "#/$defs/standing"}
          },
          "required": ["state", "time", "offset", "frame", "standing"]
         }
        },
        "state": {"$ref": "#/$defs/state"},
        "packets": {"type": "integer", "minimum": 0},
        "bytes": {"type": "integer", "minimum": 0},
        "retransmitted_packets": {"type": "integer", "minimum": 0},
        "retransmitted_bytes": {"type": "integer", "minimum": 0},
        "syn": {"type": "integer", "minimum": 0},
        "fin": {"type": "integer", "minimum": 0},
        "rst": {"type": "integer", "minimum": 0},
        "isn": {"type": "integer", "minimum": 0},
        "options": {
         "type": "object",
         "properties": {
          "mss": {"type": "integer", "minimum": 0},
          "window_scale": {"type": "integer", "minimum": 0},
          "sack_permitted": {"const": true},
          "timestamp": {"const": true},
          "fast_open": {"const": true},
          "mptcp": {"const": true},
          "authentication": {"const": true},
          "user_timeout": {"const": true},
          "accurate_ecn": {"const": true},
          "other": {"const": true},
          "malformed": {"const": true}
         }
        },
        "round_trip": {"type": "number"}
       },
       "required": ["address", "port", "packets", "bytes", "retransmitted_packets", "retransmitted_bytes", "syn", "fin", "rst"]
      },
      "capture": {
       "type": "object",
       "properties": {
        "type": {"const": "capture"},
        "schema": {"const": "tcptrace-swift/1"},
        "source": {"type": "string"},
        "link_type": {"type": "string"},
        "snapshot_length": {"type": "integer", "minimum": 0},
        "sources": {"type": "array", "items": {"type": "string"}},
          "filter": {"type": "string"}
       },
       "required": ["type", "schema", "source", "link_type", "snapshot_length"]
      },
      "event": {
       "type": "object",
       "properties": {
        "type": {"const": "event"},
        "time": {"$ref": "#/$defs/time"},
        "offset": {"type": "number"},
        "frame": {"type": "integer", "minimum": 0}, "source": {"type": "integer", "minimum": 0},
        "connection": {"type": "integer", "minimum": 0},
        "from": {"$ref": "#/$defs/side"},
        "step": {"enum": ["syn", "syn-ack", "handshake-ack", "fin", "fin-ack", "rst", "data", "ack", "keep-alive", "icmp-error"]},
        "segment": {
         "type": "object",
         "properties": {
          "flags": {"type": "array", "items": {"enum": ["SYN", "FIN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"]}},
          "seq": {"type": "integer", "minimum": 0},
          "ack": {"type": "integer", "minimum": 0},
          "window": {"type": "integer", "minimum": 0},
          "length": {"type": "integer", "minimum": 0},
          "options": {
           "type": "object",
           "properties": {
            "mss": {"type": "integer", "minimum": 0},
            "window_scale": {"type": "integer", "minimum": 0},
            "sack_permitted": {"const": true},
            "sack": {"type": "array", "items": {"type": "array", "items": {"type": "integer", "minimum": 0}}},
            "timestamp": {
             "type": "object",
             "properties": {"value": {"type": "integer", "minimum": 0}, "echo": {"type": "integer", "minimum": 0}},
             "required": ["value"]
            },
            "fast_open": {"type": "object", "properties": {"cookie_length": {"type": "integer", "minimum": 0}}},
            "mptcp": {"type": "object", "properties": {"subtype": {"type": "integer", "minimum": 0}}},
            "authentication": {"const": true},
            "user_timeout": {"const": true},
            "accurate_ecn": {"const": true},
            "other": {"const": true},
            "malformed": {"const": true}
           }
          }
         }
        },
        "icmp": {
         "type": "object",
         "properties": {
          "type": {"type": "integer", "minimum": 0},
          "code": {"type": "integer", "minimum": 0},
          "meaning": {"type": "string"},
          "reporter": {"type": "string"}
         },
         "required": ["type", "code", "meaning", "reporter"]
        },
        "transitions": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "endpoint": {"$ref": "#/$defs/side"},
           "from": {"$ref": "#/$defs/state"},
           "to": {"$ref": "#/$defs/state"},
           "standing": {"$ref": "#/$defs/standing"}
          },
          "required": ["endpoint", "standing"]
         }
        },
        "client_state": {"$ref": "#/$defs/state"},
        "server_state": {"$ref": "#/$defs/state"},
        "client_presumed": {"const": true},
        "server_presumed": {"const": true},
        "findings": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "code": {"$ref": "#/$defs/code"},
           "severity": {"$ref": "#/$defs/severity"},
           "grade": {"$ref": "#/$defs/grade"},
           "kind": {"$ref": "#/$defs/kind"},
           "summary": {"type": "string"}
          },
          "required": ["code", "severity", "grade", "summary"]
         }
        },
        "marks": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "note": {"type": "string"},
        "comments": {"type": "array", "items": {"type": "string"}, "minItems": 1}
       },
       "required": ["type", "time", "offset", "frame", "connection", "from", "step", "segment", "transitions", "findings"]
      },
      "connection": {
       "type": "object",
       "properties": {
        "type": {"const": "connection"},
        "connection": {"type": "integer", "minimum": 0},
        "community_id": {"type": "string", "pattern": "^1:[A-Za-z0-9+/]{27}=$"},
        "client": {"$ref": "#/$defs/endpoint"},
        "server": {"$ref": "#/$defs/endpoint"},
        "start": {"$ref": "#/$defs/time"},
        "end": {"$ref": "#/$defs/time"},
        "offset": {"type": "number"},
        "duration": {"type": "number"},
        "midstream": {"type": "boolean"},
        "roles_guessed": {"const": true},
        "open_at_end": {"const": true},
        "evicted": {"const": true},
        "handshake": {
         "type": "object",
         "properties": {
          "outcome": {"$ref": "#/$defs/outcome"},
          "kind": {"enum": ["three-way", "simultaneous", "split", "fast-open"]},
          "duration": {"type": "number"},
          "server_round_trip": {"type": "number"},
          "client_round_trip": {"type": "number"},
          "syn_count": {"type": "integer", "minimum": 0},
          "retry_schedule": {"type": "string"},
         "syn_ack_count": {"type": "integer", "minimum": 0}
         },
         "required": ["outcome", "syn_count", "syn_ack_count"]
        },
        "close": {
         "type": "object",
         "properties": {
          "kind": {"enum": ["fin", "reset", "half", "none"]},
          "initiator": {"$ref": "#/$defs/side"},
          "duration": {"type": "number"}
         },
         "required": ["kind"]
        },
        "findings": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "code": {"$ref": "#/$defs/code"},
           "severity": {"$ref": "#/$defs/severity"},
           "grade": {"$ref": "#/$defs/grade"},
           "kind": {"$ref": "#/$defs/kind"},
           "endpoint": {"$ref": "#/$defs/side"},
           "frames": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 1}, "sources": {"type": "array", "items": {"type": "integer", "minimum": 0}},
           "time": {"$ref": "#/$defs/time"},
           "offset": {"type": "number"},
           "lost": {
            "type": "object",
            "properties": {"what": {"type": "string"}, "where": {"enum": ["before-capture-point", "after-capture-point", "unknown"]}},
            "required": ["what", "where"]
           },
           "summary": {"type": "string"}
          },
          "required": ["code", "severity", "grade", "endpoint", "frames", "time", "offset", "summary"]
         }
        },
        "zeek": {
         "type": "object",
         "properties": {"conn_state": {"type": "string"}, "history": {"type": "string"}},
         "required": ["conn_state"]
        },
        "vlan": {"type": "integer", "minimum": 0},
        "inner_vlan": {"type": "integer", "minimum": 0},
        "tunnel": {
         "type": "object",
         "properties": {"kind": {"type": "string"}, "identifier": {"type": "integer", "minimum": 0}},
         "required": ["kind"]
        },
        "previous_connection": {"type": "integer", "minimum": 0},
        "events_not_kept": {"type": "integer", "minimum": 0},
        "findings_not_kept": {"const": true}
       },
       "required": [
        "type",
        "connection",
        "community_id",
        "client",
        "server",
        "start",
        "end",
        "offset",
        "duration",
        "midstream",
        "handshake",
        "close",
        "findings",
        "zeek"
       ]
      },
      "group": {
       "type": "object",
       "properties": {
        "type": {"const": "group"},
        "by": {"enum": ["server", "client", "subnet", "port", "vlan"]},
        "name": {"type": "string"},
        "attempts": {"type": "integer", "minimum": 0},
        "completed": {"type": "integer", "minimum": 0},
        "refused": {"type": "integer", "minimum": 0},
        "unanswered": {"type": "integer", "minimum": 0},
        "failed": {"type": "integer", "minimum": 0},
        "unseen": {"type": "integer", "minimum": 0},
        "packets": {"type": "integer", "minimum": 0},
        "retransmitted_packets": {"type": "integer", "minimum": 0},
        "handshake_durations": {
         "type": "object",
         "properties": {
          "count": {"type": "integer", "minimum": 0},
          "p50": {"type": "number"},
          "p90": {"type": "number"},
          "p99": {"type": "number"},
          "max": {"type": "number"}
         },
         "required": ["count"]
        },
        "errors": {"type": "integer", "minimum": 0},
        "warnings": {"type": "integer", "minimum": 0},
        "first_trouble": {"$ref": "#/$defs/time"}
       },
       "required": ["type", "by", "attempts", "completed", "errors", "warnings"]
      },
      "finding": {
       "type": "object",
       "properties": {
        "type": {"const": "finding"},
        "code": {"$ref": "#/$defs/code"},
        "severity": {"$ref": "#/$defs/severity"},
        "grade": {"$ref": "#/$defs/grade"},
        "client": {"type": "string"},
        "server": {"type": "string"},
        "port": {"type": "integer", "minimum": 0},
        "time": {"$ref": "#/$defs/time"},
        "offset": {"type": "number"},
        "duration": {"type": "number"},
        "count": {"type": "integer", "minimum": 0},
        "connections": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "frames": {"type": "array", "items": {"type": "integer", "minimum": 0}}, "sources": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "summary": {"type": "string"}
       },
       "required": ["type", "code", "severity", "grade", "time", "offset", "count", "summary"]
      },
      "malformed": {
       "type": "object",
       "properties": {
        "type": {"const": "malformed"}, "time": {"$ref": "#/$defs/time"}, "offset": {"type": "number"},
        "frame": {"type": "integer", "minimum": 0}, "source": {"type": "integer", "minimum": 0}, "reason": {"type": "string"}, "layer": {"type": "string"},
        "octet": {"type": "integer", "minimum": 0}, "needed": {"type": "integer", "minimum": 0},
        "available": {"type": "integer", "minimum": 0}
       },
       "required": ["type", "time", "offset", "frame", "reason"]
      },
     "summary": {
       "type": "object",
       "properties": {
        "type": {"const": "summary"},
        "start": {"$ref": "#/$defs/time"},
        "end": {"$ref": "#/$defs/time"},
        "packets": {"type": "integer", "minimum": 0},
        "tcp_packets": {"type": "integer", "minimum": 0},
        "connections": {
         "type": "object",
         "properties": {
          "total": {"type": "integer", "minimum": 0},
          "outcomes": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
          "closes": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
          "evicted": {"type": "integer", "minimum": 0},
          "findings_not_kept": {"type": "integer", "minimum": 1}
         },
         "required": ["total", "outcomes", "closes", "evicted"]
        },
        "handshake_durations": {
         "type": "object",
         "properties": {
          "count": {"type": "integer", "minimum": 0},
          "p50": {"type": "number"},
          "p90": {"type": "number"},
          "p99": {"type": "number"},
          "max": {"type": "number"}
         },
         "required": ["count"]
        },
        "findings": {
         "type": "object",
         "properties": {
          "severities": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
          "codes": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
         },
         "required": ["severities", "codes"]
        },
        "malformed": {
          "type": "array",
          "items": {
           "type": "object",
           "properties": {
            "reason": {"type": "string"}, "layer": {"type": "string"}, "count": {"type": "integer", "minimum": 0},
            "first_frame": {"type": "integer", "minimum": 0}, "first_octet": {"type": "integer", "minimum": 0}
           },
           "required": ["reason", "count", "first_frame"]
          }
         },
         "undecoded": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
        "capture_quality": {
         "type": "object",
         "properties": {
          "verdict": {"enum": ["good", "fair", "one-sided", "incomplete"]},
          "cut_short": {"const": true},
          "connections_with_gaps": {"type": "integer", "minimum": 0},
          "connections_with_duplicates": {"type": "integer", "minimum": 0},
          "one_sided_connections": {"type": "integer", "minimum": 0},
          "cut_headers": {"type": "integer", "minimum": 0},
          "offloaded_segments": {"type": "integer", "minimum": 0},
          "largest_step_back": {"type": "number"}, "clock_leaps": {"type": "integer", "minimum": 0},
           "duplicate_packets": {"type": "integer", "minimum": 0},
           "verified_checksums": {"type": "integer", "minimum": 0}, "damaged_segments": {"type": "integer", "minimum": 0},
           "checksum_offload_hosts": {"type": "array", "items": {"type": "string"}},
           "clock_steps_back": {"type": "integer", "minimum": 0}
         },
         "required": ["verdict"]
        },
        "interfaces": {
          "type": "array",
          "items": {
           "type": "object",
           "properties": {
            "source": {"type": "integer", "minimum": 1}, "name": {"type": "string"}, "description": {"type": "string"},
            "link_type": {"type": "string"}, "packets": {"type": "integer", "minimum": 0},
            "received": {"type": "integer", "minimum": 0}, "dropped_by_kernel": {"type": "integer", "minimum": 0},
            "dropped_by_interface": {"type": "integer", "minimum": 0}
           },
           "required": ["link_type", "packets"]
          }
         },
        "interfaces_not_listed": {"type": "integer", "minimum": 1},
        "recorded": {
          "type": "object",
          "properties": {
           "received": {"type": "integer", "minimum": 0}, "dropped_by_kernel": {"type": "integer", "minimum": 0},
           "dropped_by_interface": {"type": "integer", "minimum": 0}
          }
         },
         "live": {
         "type": "object",
         "properties": {
          "received": {"type": "integer", "minimum": 0},
          "dropped_by_kernel": {"type": "integer", "minimum": 0},
          "dropped_by_interface": {"type": "integer", "minimum": 0}
         }
        }
       },
       "required": ["type", "packets", "tcp_packets", "connections", "findings", "undecoded", "capture_quality"]
      }
     }
    }
    """#
}
