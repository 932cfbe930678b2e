import type { AssetRights } from 'twin-core';

/** Who owns, uses and runs the devices of a facility (8.2.1-2), by the codes of the estate's organisations; all invented. */
const RIGHTS: Readonly<Record<string, readonly [owns: string, uses: string, runs: string]>> = {
  perimeter: ['JYJY-PM', 'JYJY-PM-SEC', 'MT-SEC'],
  'fire-alarm': ['JYJY-PM', 'JYJY-PM-OC', 'MT-FIRE'],
  'fire-facilities': ['JYJY-PM', 'JYJY-PM-OC', 'MT-FIRE'],
  'falling-objects': ['JYJY-PM', 'JYJY-PM-OC', 'MT-SEC'],
  video: ['JYJY-PM', 'JYJY-PM-OC', 'MT-SEC'],
  ebike: ['JYJY-PM', 'JYJY-PM-OC', 'MT-SEC'],
  broadcast: ['JYJY-PM', 'JYJY-PM-OC', 'MT-SEC'],
  'access-control': ['JYJY-PM', 'JYJY-PM-SEC', 'MT-SEC'],
  parking: ['JYJY-PM', 'JYJY-PM-SEC', 'MT-SEC'],
  charging: ['MT-CHARGE', 'JYJY', 'MT-CHARGE'],
  environment: ['140106099001', 'JYJY-PM', 'MT-ENV'],
  elevator: ['JYJY-PM', 'JYJY', 'JYJY-PM-ENG'],
  'secondary-water': ['JYJY-PM', 'JYJY', 'JYJY-PM-ENG'],
  manhole: ['JYJY-PM', 'JYJY-PM-ENG', 'JYJY-PM-ENG'],
  'street-lamp': ['JYJY-PM', 'JYJY', 'JYJY-PM-ENG'],
  energy: ['JYJY-PM', 'JYJY-PM-ENG', 'JYJY-PM-ENG'],
  gateway: ['JYJY-PM', 'JYJY-PM-OC', 'MT-SEC'],
  patrol: ['JYJY-PM', 'JYJY-PM-SEC', 'JYJY-PM-ENG'],
};

/** By facility: no device of the estate has rights of its own. */
export function assetRights(): AssetRights[] {
  return Object.entries(RIGHTS).map(([code, [ownerRight, useRight, opsRight]]) => ({
    scope: 'facility',
    code,
    ownerRight,
    useRight,
    opsRight,
  }));
}
