import { gasNetwork } from './gas.ts';
import { type EstateNetwork, networkGeoJson } from './pipe-feature.ts';
import { powerNetwork } from './power.ts';
import { sewageNetwork } from './sewage.ts';
import { waterNetwork } from './water.ts';

/** Everything that lies under the estate's ground. */
export function estateNetworks(): EstateNetwork[] {
  return [waterNetwork(), sewageNetwork(), gasNetwork(), powerNetwork()];
}

const NAMES = {
  water: { zh: '给水管网', en: 'Water network' },
  sewage: { zh: '污水管网', en: 'Sewers' },
  gas: { zh: '燃气管网', en: 'Gas network' },
  power: { zh: '电力管网', en: 'Power cables' },
  heat: { zh: '热力管网', en: 'District heating' },
  telecom: { zh: '通信管网', en: 'Telecom cables' },
} as const;

/** The networks' files by name, and the list of them as layers. */
export function networkFiles(networks: readonly EstateNetwork[]): Readonly<Record<string, string>> {
  const list = networks.map(({ medium }) => {
    const { zh, en } = NAMES[medium];
    return { code: `pipes-${medium}`, name: { zh, en }, file: `${medium}.geojson` };
  });
  return {
    'networks/networks.json': `${JSON.stringify({ networks: list }, null, 2)}\n`,
    ...Object.fromEntries(networks.map((network) => [`networks/${network.medium}.geojson`, networkGeoJson(network)])),
  };
}
