(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

(* ---- a program for the tests ----

   The disks of the tests hold no program, and those of the appliance are not
   in the guest's root.  So the tests bring their own: an ELF executable of
   x86-64 with one segment, as in the ELF specification (generic and x86-64
   supplement), that prints two fixed texts and exits. *)

let little_endian bytes value =
  String.init bytes (fun i -> Char.chr ((value lsr (8 * i)) land 0xff))

let load_address = 0x400000
let elf_header_size = 64
let program_header_size = 56

(* mov $value, %eax and %edi and %edx; lea offset(%rip), %rsi; syscall. *)
let set_eax value = "\xb8" ^ little_endian 4 value
let set_edi value = "\xbf" ^ little_endian 4 value
let set_edx value = "\xba" ^ little_endian 4 value
let set_rsi_from_rip offset = "\x48\x8d\x35" ^ little_endian 4 offset
let syscall = "\x0f\x05"
let sys_write = 1
let sys_exit = 60

let write_size = 5 + 5 + 7 + 5 + 2
let exit_size = 5 + 5 + 2

(* [distance]: from the end of this piece of code to the text. *)
let write_text descriptor text distance =
  set_eax sys_write ^ set_edi descriptor
  ^ set_rsi_from_rip (distance + 5 + 2)
  ^ set_edx (String.length text) ^ syscall

let elf code =
  let size = elf_header_size + program_header_size + String.length code in
  let identification = "\x7fELF\002\001\001" ^ String.make 9 '\000' in
  String.concat "" [
    identification;
    little_endian 2 2 (* ET_EXEC *); little_endian 2 62 (* EM_X86_64 *); little_endian 4 1;
    little_endian 8 (load_address + elf_header_size + program_header_size);
    little_endian 8 elf_header_size; little_endian 8 0; little_endian 4 0;
    little_endian 2 elf_header_size; little_endian 2 program_header_size; little_endian 2 1;
    little_endian 2 0; little_endian 2 0; little_endian 2 0;
    little_endian 4 1 (* PT_LOAD *); little_endian 4 5 (* readable, executable *);
    little_endian 8 0; little_endian 8 load_address; little_endian 8 load_address;
    little_endian 8 size; little_endian 8 size; little_endian 8 4096;
    code ]

let program ~output ~errors ~status =
  let to_texts = write_size + exit_size in
  elf (String.concat "" [
      write_text 1 output to_texts;
      write_text 2 errors (exit_size + String.length output);
      set_eax sys_exit; set_edi status; syscall;
      output; errors ])

let in_test_words bytes =
  let word = function
    | ('a' .. 'z' | 'A' .. 'Z' | '0' .. '9') as c -> String.make 1 c
    | c -> Printf.sprintf "\\x%02x" (Char.code c) in
  String.concat "" (List.map word (List.of_seq (String.to_seq bytes)))

(* Puts the program there; 493 is 0755. *)
let install ?(output = "") ?(errors = "") ?(status = 0) path =
  [ run (Printf.sprintf "upload <\"%s\" %s" (in_test_words (program ~output ~errors ~status)) path);
    run (Printf.sprintf "chmod 493 %s" path) ]

let tests_of_shell_error call =
  [ on_filesystem [ fails ~errno:"ENOENT" (call "x") "/bin/sh: No such file or directory" ];
    on_blank [ fails (call "x") "you must call 'mount' first" ] ]

let about_guest_programs = {|The program runs in the appliance, not on the host, and not in the
virtual machine that the disk image belongs to: it sees the guest's files as they are mounted,
with `/` as its root, and the pseudo filesystems `/dev`, `/proc` and `/sys` of the appliance
where the guest has such directories. Its standard input is empty. No service of the guest
runs; there is a network only if @set_network switched it on before launch.

The guest's processor and the appliance's must be of the same architecture, and the guest's
libraries must work with the appliance's kernel. If the disk image is not trusted, neither are
the program and what it prints.|}

let topic = topic "commands" ~title:"Running programs of the guest"
  ~doc:about_guest_programs
  [ call "command" ~since:"1.9.1"
      [ text_list "arguments" ] (returns_text "output")
      ~short:"run a program of the guest"
      ~doc:{|Runs a program from the mounted guest and waits for its end. The first of
$arguments is the program, looked up in `/usr/sbin:/usr/bin:/sbin:/bin` of the guest unless it
contains a slash; the others are its arguments. No shell is involved: nothing in them is
special. See @sh for that.

Returns what the program wrote to its standard output, including newlines at the end; see
@command_lines for a list of lines. Output that contains a byte 0 is cut there; use
@command_out for such programs and for large output.

If the program exits with a status other than 0, or is killed by a signal, the call fails, and
the error message is what it wrote to its standard error (if that is empty, what happened to
it). If it can't be started the call fails with the errno of `execve(2)`, for example `ENOENT`.
An empty list is an error (`EINVAL`), and so is a handle without mounted filesystems.

If the appliance has a network (see @set_network), `/etc/resolv.conf` of the guest is the
appliance's meanwhile. What the program does to it is undone afterwards: the guest's own comes
back.

A process that the program leaves behind in the background, and that keeps its standard output
open, makes the call wait for it.|}
      ~example:[ "command [ldconfig -v]" ]
      ~run:daemon
      ~tests:[
        on_filesystem (install "/hello" ~output:"Hello\n\n" ~errors:"not shown"
                       @ [ equals "command [/hello]" "Hello\n\n" ]);
        on_filesystem (run "mkdir /bin" :: install "/bin/hello" ~output:"found"
                       @ [ equals "command [hello]" "found" ]);
        on_filesystem (install "/false" ~output:"some" ~errors:"it is\nbroken\n\n" ~status:3
                       @ [ fails "command [/false]" "it is\nbroken" ]);
        on_filesystem (install "/false" ~status:3
                       @ [ fails "command [/false]" "exited with status 3" ]);
        on_filesystem [
          run "mkdir /dev"; run "mkdir /proc"; run "mkdir /sys";
          fails ~errno:"ENOENT" "command [/none]" "/none: No such file or directory";
          list_is "ls /dev" []; list_is "ls /proc" [];
          fails ~errno:"EINVAL" "command []" "passed an empty list" ];
        on_filesystem [
          run "write /data text"; fails ~errno:"EACCES" "command [/data]" "Permission denied" ];
        on_blank [ fails "command [/x]" "you must call 'mount' first" ] ];

    call "command_lines" ~since:"1.9.1"
      [ text_list "arguments" ] (returns_text_list "lines")
      ~short:"run a program of the guest and return the lines of its output"
      ~doc:{|As @command, but returns the program's output as a list of lines, without their
newlines. A newline at the very end does not make an empty line; empty output is an empty
list.|}
      ~example:[ "command_lines [rpm -qa]" ]
      ~run:daemon
      ~tests:[
        on_filesystem (install "/lines" ~output:"\n\nthree\n\n"
                       @ [ list_is "command_lines [/lines]" [ ""; ""; "three"; "" ] ]);
        on_filesystem (install "/nothing" @ [ list_is "command_lines [/nothing]" [] ]);
        on_filesystem (install "/text" ~output:"no newline"
                       @ [ list_is "command_lines [/text]" [ "no newline" ] ]);
        on_filesystem [ fails ~errno:"EINVAL" "command_lines []" "passed an empty list" ] ];

    call "command_out" ~since:"1.55.6" ~progress:true ~cancellable:true
      [ text_list "arguments"; file_out "output" ] nothing
      ~short:"run a program of the guest, its output to a file"
      ~doc:{|As @command, but what the program prints is written to the file $output of the
host while the program runs. There is no limit on its size, and it may contain any bytes.

If the program fails, the call fails, and $output holds what was printed until then.|}
      ~example:[ "command_out [dpkg --list] >packages.txt" ]
      ~run:daemon
      ~tests:[
        on_filesystem (install "/bytes" ~output:"a\000b\n"
                       @ [ run "command_out [/bytes] >file"; host_file_is "file" "a\000b\n" ]);
        on_filesystem (install "/nothing"
                       @ [ run "command_out [/nothing] >file"; host_file_is "file" "" ]);
        on_filesystem (install "/false" ~output:"some" ~errors:"it is broken" ~status:1
                       @ [ fails "command_out [/false] >file" "it is broken" ]);
        on_filesystem [
          fails ~errno:"ENOENT" "command_out [/none] >file" "/none: No such file or directory";
          fails ~errno:"EINVAL" "command_out [] >file" "passed an empty list" ] ];

    call "sh" ~since:"1.0.50"
      [ text "command" ] (returns_text "output")
      ~short:"run a command line in the guest's shell"
      ~doc:{|Gives $command to `/bin/sh` of the guest: the same as @command with `/bin/sh`,
`-c` and $command.

All the shell's ways work: wildcards, pipes, variables, `cd dir && command`. Don't put names of
files or other words from the disk image into $command, since the shell would execute what
they contain: use @command.

The result and the errors are those of @command.|}
      ~example:[ "sh \"rpm -qa | sort\"" ]
      ~run:daemon
      ~tests:(on_filesystem (run "mkdir /bin" :: install "/bin/sh" ~output:"from the shell\n"
                             @ [ equals "sh x" "from the shell\n" ])
              :: tests_of_shell_error (fun x -> "sh " ^ x));

    call "sh_lines" ~since:"1.0.50"
      [ text "command" ] (returns_text_list "lines")
      ~short:"run a command line in the guest's shell and return lines"
      ~doc:{|As @sh, but returns a list of lines, as @command_lines does.|}
      ~example:[ "sh_lines \"ls /etc | head -5\"" ]
      ~run:daemon
      ~tests:(on_filesystem (run "mkdir /bin" :: install "/bin/sh" ~output:"1\n2\n"
                             @ [ list_is "sh_lines x" [ "1"; "2" ] ])
              :: tests_of_shell_error (fun x -> "sh_lines " ^ x));

    call "sh_out" ~since:"1.55.6"
      [ text "command"; file_out "output" ] nothing
      ~short:"run a command line in the guest's shell, its output to a file"
      ~doc:{|As @sh, but what the command prints is written to the file $output of the host,
as @command_out does.|}
      ~example:[ "sh_out \"dmesg | tail\" >messages.txt" ]
      ~run:daemon
      ~tests:(on_filesystem (run "mkdir /bin" :: install "/bin/sh" ~output:"1\n2\n"
                             @ [ run "sh_out x >file"; host_file_is "file" "1\n2\n" ])
              :: tests_of_shell_error (fun x -> "sh_out " ^ x ^ " >file")) ]
