/* The floor that every reader of captures stands on: libpcap's own loop with a callback that only counts. */
#include <pcap/pcap.h>
#include <stdio.h>

static unsigned long long packets, octets;

static void count(u_char *user, const struct pcap_pkthdr *header, const u_char *data) {
  (void)user;
  (void)data;
  packets++;
  octets += header->caplen;
}

int main(int argc, char **argv) {
  char error[PCAP_ERRBUF_SIZE];
  if (argc != 2) {
    fprintf(stderr, "usage: empty-loop FILE\n");
    return 64;
  }
  pcap_t *capture = pcap_open_offline(argv[1], error);
  if (capture == NULL) {
    fprintf(stderr, "empty-loop: %s\n", error);
    return 2;
  }
  int status = pcap_loop(capture, -1, count, NULL);
  printf("%llu packets, %llu octets\n", packets, octets);
  pcap_close(capture);
  return status == 0 ? 0 : 3;
}
