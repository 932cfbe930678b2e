import { type InpText, inpFault } from './inp-text.ts';

/** Factors from a file's units to metres, millimetres and litres a second. */
export interface InpUnits {
  /** As OPTIONS has it; GPM where it says nothing, which is what EPANET takes. */
  readonly flow: string;
  readonly isStated: boolean;
  /** Of elevations, lengths and tank diameters. */
  readonly lengthM: number;
  /** Of pipe diameters. */
  readonly diameterMm: number;
  readonly flowLps: number;
}

const FOOT_M = 0.3048;
const INCH_MM = 25.4;

/** Litres a second of a flow unit (EPANET 2.2, appendix A); its system follows from it. */
const FLOWS: Readonly<Record<string, readonly [system: 'us' | 'si', lps: number]>> = {
  CFS: ['us', 28.316846592],
  GPM: ['us', 0.0630901964],
  MGD: ['us', 43.8126364],
  IMGD: ['us', 52.6168042],
  AFD: ['us', 14.2764102],
  LPS: ['si', 1],
  LPM: ['si', 1 / 60],
  MLD: ['si', 1000 / 86.4],
  CMH: ['si', 1 / 3.6],
  CMD: ['si', 1 / 86.4],
  CMS: ['si', 1000],
};

/** Units of a file by `Units` in its OPTIONS. Throws InputError for a unit that EPANET does not have. */
export function inpUnits(text: InpText): InpUnits {
  const stated = text.section('OPTIONS').find(({ words }) => words[0]?.toUpperCase() === 'UNITS');
  const flow = stated?.words[1]?.toUpperCase() ?? 'GPM';
  const known = FLOWS[flow];
  if (!known) {
    const reason = `Units ${flow}: expected one of ${Object.keys(FLOWS).join(', ')}`;
    throw inpFault(text.name, stated?.line ?? 1, reason);
  }
  const [system, flowLps] = known;
  return {
    flow,
    isStated: stated !== undefined,
    lengthM: system === 'us' ? FOOT_M : 1,
    diameterMm: system === 'us' ? INCH_MM : 1,
    flowLps,
  };
}
