// What every npm script calls: installs and builds what is missing, then runs the command.
//   node tools/bootstrap.mjs <command> [arguments]
// This file is kept to what any Node can parse, so that an old one gets a sentence instead of a stack trace.

const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Oracle Integration needs Node 20.19 or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}

import('./bootstrap/commands.mjs')
  .then(({ runCommand }) => runCommand(process.argv[2], process.argv.slice(3)))
  .catch((error) => {
    // A CommandFailure is a sentence for the operator; anything else is a defect and shows where it came from.
    console.error(error.name === 'CommandFailure' ? error.message : error);
    process.exit(1);
  });
