import { OccupancyRecord, OrganisationRecord, PersonRecord } from 'twin-core';
import type { BaseKind } from './base-kind.ts';
import { type Choice, choice, type Field } from './field.ts';

/** GB/T 2261.1, without what nobody is registered as. */
export const SEXES: readonly Choice[] = [
  choice('male', '男', 'Male'),
  choice('female', '女', 'Female'),
  choice('unknown', '未知', 'Unknown'),
];

export const CERTIFICATES: readonly Choice[] = [
  choice('residentId', '居民身份证', 'Resident identity card'),
  choice('passport', '护照', 'Passport'),
  choice('hongKongMacaoPermit', '港澳通行证', 'Permit for Hong Kong and Macao'),
  choice('taiwanPermit', '台湾通行证', 'Permit for Taiwan'),
  choice('permanentResidence', '永久居留证', 'Permanent residence permit'),
  choice('other', '其他', 'Other'),
];

const text = (path: string, name: string, zh: string, example: string, more: Partial<Field> = {}): Field => ({
  path,
  name,
  zh,
  type: 'text',
  example,
  ...more,
});

const sex = (required: boolean): Field =>
  text('sex', 'sex', '性别', 'female', { type: 'choice', choices: SEXES, required, preset: 'unknown' });

/** People, clause 6.4.1-1. */
export const PERSON_KIND: BaseKind = {
  name: 'person',
  label: { zh: '人口', en: 'Person' },
  schema: PersonRecord,
  key: ['code'],
  references: { house: 'house' },
  fields: [
    text('code', 'personCode', '人员编号', 'R2001', { required: true, also: ['编号'] }),
    text('name', 'name', '姓名', '李秀英', { required: true }),
    sex(false),
    text('phone', 'phone', '联系方式', '13800001111', { also: ['电话', '手机号'] }),
    text('residentKind', 'residentKind', '人口类别', 'permanent', {
      type: 'choice',
      required: true,
      choices: [
        choice('permanent', '常住', 'Permanent'),
        choice('floating', '流动', 'Floating'),
        choice('staff', '工作人员', 'Staff'),
      ],
    }),
    text('house', 'houseCode', '居住房屋编号', 'B01-1-501', { also: ['houseId', '房屋编号'] }),
  ],
};

/** Organisations, clauses 6.4.1-10 and 6.4.15. */
export const ORGANISATION_KIND: BaseKind = {
  name: 'organisation',
  label: { zh: '组织机构', en: 'Organisation' },
  schema: OrganisationRecord,
  key: ['code'],
  references: { parent: 'organisation' },
  tree: 'parent',
  fields: [
    text('code', 'orgCode', '组织机构编号', 'O20', { required: true, also: ['编号'] }),
    text('name', 'name', '名称', '绿化养护部', { required: true, also: ['组织名称'] }),
    text('kind', 'orgKind', '类型', '物业部门', { required: true, also: ['类别', '组织类别'] }),
    text('tier', 'tier', '层级', 'unit', {
      type: 'choice',
      required: true,
      choices: [
        choice('province', '省', 'Province'),
        choice('city', '市', 'City'),
        choice('district', '区县', 'District'),
        choice('street', '街镇', 'Street'),
        choice('estateCommittee', '居委会', 'Estate committee'),
        choice('quarter', '小区', 'Quarter'),
        choice('unit', '部门', 'Unit'),
      ],
    }),
    text('parent', 'parentId', '上级', 'O1', { also: ['上级编号'] }),
  ],
};

/** Who lived in the houses, clause 6.4.1-3-4. */
export const OCCUPANCY_KIND: BaseKind = {
  name: 'occupancy',
  label: { zh: '历史居住人员', en: 'Occupancy' },
  schema: OccupancyRecord,
  key: ['code'],
  references: { house: 'house' },
  fields: [
    text('code', 'occupancyCode', '居住记录编号', 'H2001', { required: true, also: ['编号'] }),
    text('house', 'houseCode', '房屋编号', 'B01-1-501', { required: true }),
    text('name', 'name', '姓名', '张伟', { required: true }),
    sex(false),
    text('nationality', 'nationality', '国籍', '中国', { preset: '中国' }),
    text('ethnicity', 'ethnicity', '民族', '汉族'),
    text('nativePlace', 'nativePlace', '籍贯', '山西太原'),
    text('certificateKind', 'certType', '证件类型', 'residentId', {
      type: 'choice',
      choices: CERTIFICATES,
      required: true,
    }),
    text('certificateNumber', 'certNumber', '证件号码', '000000196001010011', { required: true }),
    text('movedInAt', 'movedInAt', '居住时间', '2021-05-01', { type: 'date', required: true }),
    text('movedOutAt', 'movedOutAt', '离开时间', '2024-04-30', { type: 'date' }),
  ],
};
