#ifndef TCPTRACE_SWIFT_CPCAP_SHIM_H
#define TCPTRACE_SWIFT_CPCAP_SHIM_H

#include <pcap/pcap.h>
#include <stdio.h>

#endif
