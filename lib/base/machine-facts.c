/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One line of facts for each architecture. */

#include <config.h>

#include <stddef.h>
#include <string.h>

#include "base/machine-facts.h"

static const struct machine_facts all_facts[] = {
  {
    .cpu = "x86_64",
    .hypervisors = { "qemu-system-x86_64", "qemu-kvm", "/usr/libexec/qemu-kvm" },
    .package = "qemu-system-x86",
    /* Each device left out saves time in firmware and kernel: no VMware
     * backdoor, no HPET, no graphics. */
    .machine = "q35,vmport=off,hpet=off,graphics=off",
    .cpu_kvm = "max",
    /* "rep movsb" is emulated byte by byte; without these two flags the
     * kernel copies by words, 2 to 4 times faster.  A fifth level of page tables
     * is one more to walk at each miss, and SMAP divides the translation buffer. */
    .cpu_tcg = "max,-erms,-fsrm,-la57,-smap",
    .console = "ttyS0",
    /* An emulated clock needs no calibration against others, one serial port
     * is all there is, and no disk is asked for its BIOS geometry. */
    .kernel_words = "tsc=reliable no_timer_check 8250.nr_uarts=1 edd=off",
    /* These instructions are emulated bit by bit.  Tables are 3 times as quick,
     * and a new file on ext4 takes 10 KiB of checksums. */
    .emulated_words = "module_blacklist=crc32c_intel,crc32_pclmul,crct10dif_pclmul",
  },
  {
    .cpu = "aarch64",
    .hypervisors = { "qemu-system-aarch64", "qemu-kvm", "/usr/libexec/qemu-kvm" },
    .package = "qemu-system-arm",
    .machine = "virt,gic-version=max",
    .cpu_kvm = "host",
    .cpu_tcg = "max",
    .console = "ttyAMA0",
    .kernel_words = "",
    .emulated_words = "",
  },
};

const struct machine_facts *
machine_facts_for (const char *cpu)
{
  for (size_t i = 0; i < sizeof all_facts / sizeof all_facts[0]; ++i)
    if (strcmp (all_facts[i].cpu, cpu) == 0)
      return &all_facts[i];
  return NULL;
}

const struct machine_facts *
machine_facts (void)
{
  return machine_facts_for (HOST_CPU);
}
