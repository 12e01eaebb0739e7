(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "appliance" ~title:"The appliance itself"
  ~doc:{|Calls that concern the small Linux which does the work, and the daemon in it. Most of
them are for tests and for finding out why something else does not work.|}
  [ call "ping_daemon" ~since:"1.0.18"
      [] nothing
      ~short:"check that the daemon answers"
      ~doc:{|Sends an empty request to the daemon in the appliance and waits for its answer.

Returns without error if the appliance runs and answers. There is no limit on the time that
it waits: an appliance that hangs makes this call hang too.|}
      ~run:daemon
      ~tests:[
        on_blank [ run "ping_daemon"; run "ping_daemon" ];
        on_handle [ fails "ping_daemon" "launch" ] ];

    call "echo_daemon" ~since:"1.0.69"
      [ text_list "words" ] (returns_text "output")
      ~short:"echo the words back"
      ~doc:{|Sends $words to the daemon and returns them as one string, a space between each two.

It tests that arguments and results of calls travel unchanged. See @ping_daemon.|}
      ~example:[ "echo_daemon [two words]" ]
      ~run:daemon
      ~tests:[
        on_blank [
          equals "echo_daemon [two words]" "two words";
          equals "echo_daemon [\"\" \" a\" \"\"]" "  a ";
          equals "echo_daemon []" "";
          equals "echo_daemon [\"\\xc3\\xa4\\n\"]" "\xc3\xa4\n" ] ];

    call "sleep" ~since:"1.0.41"
      [ int "secs" ] nothing
      ~short:"sleep for some seconds"
      ~doc:{|Makes the daemon do nothing for $secs seconds; the call returns after that time.

A negative number is an error (`EINVAL`).|}
      ~run:daemon
      ~tests:[
        on_blank [
          run "sleep 0"; run "sleep 1";
          fails ~errno:"EINVAL" "sleep -1" "negative" ] ];

    call "dmesg" ~since:"1.0.18"
      [] (returns_text "kmsgs")
      ~short:"return the kernel's messages"
      ~doc:{|Returns the messages of the appliance's kernel, as `dmesg(1)` shows them. Each
line begins with the message's priority in angle brackets.

What the kernel says about a damaged filesystem or a failing disk stands here and often
nowhere else.|}
      ~run:daemon
      ~tests:[ on_blank [ contains "dmesg" "Linux version" ] ];

    call "internal_get_ready" ~since:"1.62.0" ~visibility:Internal
      [] nothing
      ~short:"get ready to be saved as a template"
      ~doc:{|Loads what many calls need, before the library saves the appliance as a template from
which later ones are restored. See @launch.|}
      ~run:daemon
      ~tests:[ on_blank [ run "internal_get_ready"; list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc" ] ] ];

    call "internal_resume" ~since:"1.62.0" ~visibility:Internal
      [ buffer "entropy"; int64 "seconds"; int64 "nanoseconds"; bool "talkative"; int "disks" ] nothing
      ~short:"go on after having been restored from a template"
      ~doc:{|Tells the appliance what has changed while it was a template: $entropy is mixed into the
kernel's random numbers, and a new key is derived from it; $seconds and $nanoseconds since 1970 are the time; it is
$talkative or not; and the first $disks of its disks are now the drives, the others are taken
away.|}
      ~run:daemon
      ~tests:[ on_blank [ run "internal_resume 0123456789abcdef0123456789abcdef 1700000000 0 false 3";
                          list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc" ] ];
               on_blank [ fails ~errno:"EINVAL" "internal_resume tooshort 1700000000 0 false 3" "entropy";
                          fails ~errno:"EINVAL" "internal_resume 0123456789abcdef0123456789abcdef 1700000000 -1 false 3" "time";
                          fails ~errno:"EINVAL" "internal_resume 0123456789abcdef0123456789abcdef 1700000000 0 false 1000" "disks" ] ];

    call "internal_exit" ~since:"1.23.30" ~visibility:Debug ~cancellable:true
      [] nothing
      ~short:"make the daemon exit"
      ~doc:{|Ends the daemon at once, and the appliance with it. Nothing is written to the
disks before that.

It is only there to test how a program copes with an appliance that dies. The call itself
always fails, since nobody is left to answer it.|}
      ~run:daemon
      ~tests:[ on_blank [ fails "internal_exit" "" ] ] ]
