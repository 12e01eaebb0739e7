(* SPDX-License-Identifier: LGPL-2.1-or-later *)
let () =
  Tap.run
    (Test_handle.tests @ Test_arguments.tests @ Test_events.tests @ Test_threads.tests
     @ Test_appliance.tests)
