import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './run-program.mjs';

/** Programs of others that tests speak to: what each is for, the Debian packages that bring it, and how it is found. */
const PEERS = [
  { name: 'mosquitto', packages: ['mosquitto'], find: findMosquitto },
  // pymodbus of Debian imports the serial packages whatever it serves.
  { name: 'pymodbus', packages: ['python3-pymodbus', 'python3-serial', 'python3-serial-asyncio'], find: findPymodbus },
];

/**
 * The mosquitto broker's program.
 * @returns {string | undefined}
 */
export function findMosquitto() {
  return ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find(existsSync);
}

/**
 * A Python that can serve Modbus by pymodbus: the system's first, since a Python of one's own rarely has the system's packages.
 * @returns {string | undefined}
 */
export function findPymodbus() {
  return ['/usr/bin/python3', 'python3'].find((python) => {
    try {
      execFileSync(python, ['-c', 'import pymodbus.server'], { stdio: 'ignore', timeout: 30_000 });
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Makes sure that the peers are here: installs what is missing as root on a system with apt-get, else says what is skipped.
 * @param {(line: string) => void} say
 */
export async function ensureOutsidePeers(say) {
  const missing = PEERS.filter((peer) => !peer.find());
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`installing ${missing.map(({ name }) => name).join(', ')}, which tests speak to`);
    const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' };
    const install = ['install', '-y', '-q', '--no-install-recommends', ...missing.flatMap(({ packages }) => packages)];
    const updated = await run('apt-get', ['update', '-q'], environment).catch(() => 1);
    if (updated === 0) await run('apt-get', install, environment).catch(() => 1);
    // A broker that the system starts by itself would hold the port that ours takes by default.
    if (missing.some(({ name }) => name === 'mosquitto'))
      await run('systemctl', ['disable', '--now', 'mosquitto'], environment).catch(() => 1);
  }
  for (const { name, packages } of missing.filter((peer) => !peer.find()))
    say(`${name} is not here (Debian: ${packages.join(' ')}): tests that need it are skipped`);
}
