import type { OccupancyRecord, OwnerRecord, PersonRecord } from 'twin-core';

/** How much of a person is shown: nothing in the clear, the name, or the name and the telephone number. */
export type Exposure = 'masked' | 'name' | 'full';

/** A person as given out. */
export interface PersonView {
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
}

/** Surnames of two characters that are in use (of the list of 400 most common names, Ministry of Public Security). */
const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  '欧阳 上官 皇甫 令狐 诸葛 司徒 司马 申屠 夏侯 贺兰 完颜 慕容 尉迟 长孙 宇文 东方 南宫 公孙 澹台 端木'.split(' '),
);

/** A name with its surname only: 王建国 → 王＊, 欧阳娜 → 欧阳＊. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  const surname = letters.slice(0, 2).join('');
  const compound = letters.length > 2 && COMPOUND_SURNAMES.has(surname);
  return `${compound ? surname : (letters[0] ?? '')}＊`;
}

/** A telephone number with its middle hidden: 13812341234 → 138****1234; of a short one only the last two digits stay. */
export function maskPhone(phone: string): string {
  const digits = phone.trim();
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}

/** A person with what may be shown of them (clause 8.1.3-7). */
export function viewPerson({ code, name, phone }: PersonRecord, exposure: Exposure): PersonView {
  return {
    code,
    name: exposure === 'masked' ? maskName(name) : name,
    phone: phone === null || exposure === 'full' ? phone : maskPhone(phone),
  };
}

/** A certificate's number with only its first three and last four characters (clause 6.4.1-3-3); of a short one only the last two. */
function maskCertificate(number: string): string {
  return number.length >= 10
    ? `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`
    : `${'*'.repeat(Math.max(0, number.length - 2))}${number.slice(-2)}`;
}

/** What of a person's identity may be given out: the name, and what the standard calls sensitive (certificate, ethnicity). */
export interface IdentityExposure {
  readonly name: boolean;
  readonly sensitive: boolean;
}

/** The owner of a house with what may be shown of them (clauses 6.4.1-3-3, 8.1.3-7). */
export function viewOwner({ house: _, ...owner }: OwnerRecord, { name, sensitive }: IdentityExposure) {
  return {
    ...owner,
    name: name ? owner.name : maskName(owner.name),
    certificateNumber: sensitive ? owner.certificateNumber : maskCertificate(owner.certificateNumber),
  };
}

/** A stay in a house with what may be shown of the person (clauses 6.4.1-3-4, 8.1.3-7); `withheld` names what was left out. */
export function viewOccupancy({ house: _, ...stay }: OccupancyRecord, { name, sensitive }: IdentityExposure) {
  return {
    ...stay,
    name: name ? stay.name : maskName(stay.name),
    ethnicity: sensitive ? stay.ethnicity : null,
    certificateNumber: sensitive ? stay.certificateNumber : maskCertificate(stay.certificateNumber),
    withheld: sensitive || stay.ethnicity === null ? [] : ['ethnicity'],
  };
}
