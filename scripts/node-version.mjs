/** Imported first: ends the program with one line where Node is too old to run the rest. */
const OLDEST = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(
    `Node ${OLDEST.join('.')} or newer is needed, this is ${process.versions.node} (https://nodejs.org)\n`,
  );
  process.exit(2);
}
