import type { BuildingView } from '../../../state/site-view.ts';

/** A home's address as people type it: block, unit and room numbers without leading zeros; no unit where it was left out. */
export interface HomeAddress {
  readonly block: string;
  readonly unit: string | null;
  readonly room: string;
}

/** 5-1-1702, 5-1702, B05-1-1702, or block, unit and room in Chinese. */
const HOME_ADDRESS = /^[a-z]*0*(\d{1,3})(?:-|栋|幢|座|号楼|号|#)(?:0*(\d{1,2})(?:-|单元))?(\d{3,4})(?:室|号|房)?$/i;
/** A block in Chinese or with a number sign, and what follows it. */
const BLOCK_FIRST = /^0*(\d{1,3})(?:号楼|号|栋|幢|座|#)(.*)$/;
const STOREY_WORD = /^(\d{1,3})(?:层|楼)$/;
const LEADING_NUMBER = /^0*(\d+).*$/;

/** Letters, digits and spaces, one letter at least: what pinyin initials are typed with. */
const INITIALS = /^(?=.*[a-z])[a-z\d\s]+$/i;

const plain = (query: string) => query.normalize('NFKC').trim();

/** The number a building's name begins with; null where it begins otherwise. */
export function buildingNumber(name: string): string | null {
  return LEADING_NUMBER.exec(name)?.[1] ?? null;
}

/** Whether a query may be pinyin initials such as 3hl. */
export function isInitials(query: string): boolean {
  return INITIALS.test(plain(query));
}

/** A query as a home's address (clause 6.4.1-3-7); null where it is none. */
export function readHomeAddress(query: string): HomeAddress | null {
  const [, block, unit, room] = HOME_ADDRESS.exec(plain(query).replace(/\s/g, '')) ?? [];
  return block === undefined || room === undefined ? null : { block, unit: unit ?? null, room };
}

/** A query that begins with a building, and what is looked for in it; null where it does not, or ends there. */
export function readBuildingFirst(
  query: string,
  buildings: readonly BuildingView[],
): { readonly building: string; readonly rest: string } | null {
  const text = plain(query);
  const [, block, behind] = BLOCK_FIRST.exec(text) ?? [];
  const numbered = block === undefined ? undefined : buildings.find(({ name }) => buildingNumber(name) === block);
  if (numbered && behind?.trim()) return { building: numbered.code, rest: storeyName(behind.trim()) };
  const [first, ...rest] = text.split(/\s+/);
  const named = buildings.find(({ code, name }) =>
    [code, name].some((word) => word.toLowerCase() === first?.toLowerCase()),
  );
  return named && rest.length > 0 ? { building: named.code, rest: storeyName(rest.join(' ')) } : null;
}

/** A storey said in Chinese as models name it: 17F. */
function storeyName(words: string): string {
  return words.replace(STOREY_WORD, '$1F');
}
