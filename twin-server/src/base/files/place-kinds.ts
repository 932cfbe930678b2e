import { BuildingRecord, CameraView, HouseRecord, OwnerRecord } from 'twin-core';
import type { BaseKind } from './base-kind.ts';
import { choice, type Field } from './field.ts';
import { CERTIFICATES, SEXES } from './people-kinds.ts';

const text = (path: string, zh: string, example: string, more: Partial<Field> = {}): Field => ({
  path,
  name: path,
  zh,
  type: 'text',
  example,
  ...more,
});

const DISTRICT: readonly Field[] = [
  text('districtCode', '所属区县', '140106'),
  text('streetCode', '所属街镇', '140106001'),
  text('estateCode', '所属居住区', '140106001001'),
];

/** Buildings, clause 6.4.1-2. `siteHeight`: metres above the ellipsoid where a row gives no height. */
export function buildingKind(siteHeight: number): BaseKind {
  return {
    name: 'building',
    label: { zh: '建筑', en: 'Building' },
    schema: BuildingRecord,
    key: ['code'],
    // Which model it was made from is said by importing one.
    complete: (draft) => {
      draft.ifc ??= null;
    },
    fields: [
      {
        path: 'code',
        name: 'buildingCode',
        zh: '建筑编号',
        also: ['编号'],
        type: 'text',
        required: true,
        example: 'B20',
      },
      text('name', '建筑名称', '20号楼', { required: true, also: ['名称'] }),
      {
        path: 'footprint',
        name: 'footprint',
        zh: '平面位置',
        type: 'ring',
        unit: '°, WGS 84',
        required: true,
        example: '112.5501 37.8702, 112.5508 37.8702, 112.5508 37.8704, 112.5501 37.8704',
        note: { zh: '轮廓各点的经度和纬度，至少三点', en: 'Longitude and latitude of the corners, at least three' },
      },
      { path: 'builtYear', name: 'builtYear', zh: '建造年代', type: 'integer', unit: 'a', example: 2019 },
      text('status', '建筑状态', '正常'),
      { path: 'serviceLifeYears', name: 'serviceLifeYears', zh: '使用年限', type: 'integer', unit: 'a', example: 70 },
      text('mainUse', '主要用途', '住宅'),
      text('structureType', '结构类型', '剪力墙结构'),
      { path: 'storeyCount', name: 'storeyCount', zh: '建筑层数', type: 'integer', required: true, example: 11 },
      {
        path: 'undergroundStoreyCount',
        name: 'undergroundStoreyCount',
        zh: '地下层数',
        type: 'integer',
        preset: 0,
        example: 1,
      },
      { path: 'heightM', name: 'heightM', zh: '建筑高度', type: 'number', unit: 'm', required: true, example: 33.5 },
      {
        path: 'grossFloorAreaM2',
        name: 'grossFloorAreaM2',
        zh: '总建筑面积',
        type: 'number',
        unit: 'm²',
        example: 4800,
      },
      ...DISTRICT,
      text('doorNumber', '门牌号', '8号'),
      {
        path: 'placeKind',
        name: 'placeKind',
        zh: '场所类别',
        type: 'choice',
        example: 'living',
        choices: [
          choice('living', '居住', 'Living'),
          choice('service', '服务', 'Service'),
          choice('elderly', '养老', 'Elderly care'),
          choice('medical', '医疗', 'Medical'),
          choice('cultural', '文化', 'Cultural'),
        ],
      },
      {
        path: 'placement.longitude',
        name: 'longitude',
        zh: '经度',
        type: 'number',
        unit: '°, WGS 84 (CGCS2000)',
        required: true,
        example: 112.5505,
      },
      {
        path: 'placement.latitude',
        name: 'latitude',
        zh: '纬度',
        type: 'number',
        unit: '°, WGS 84 (CGCS2000)',
        required: true,
        example: 37.8703,
      },
      {
        path: 'placement.height',
        name: 'height',
        zh: '大地高',
        type: 'number',
        unit: 'm',
        preset: siteHeight,
        example: siteHeight,
        note: { zh: '椭球面以上；缺省为小区地面', en: 'Above the ellipsoid; the ground of the site where not given' },
      },
      {
        path: 'placement.headingDeg',
        name: 'headingDeg',
        zh: '朝向',
        type: 'number',
        unit: '°',
        preset: 0,
        example: 0,
        note: { zh: '自正北顺时针', en: 'Clockwise from true north' },
      },
    ],
  };
}

const owned = (field: string, name: string, zh: string, example: string, more: Partial<Field> = {}): Field => ({
  path: `owner.${field}`,
  name,
  zh,
  type: 'text',
  example,
  ...more,
});

/** Homes with who owns them, clause 6.4.1-3. */
export const HOUSE_KIND: BaseKind = {
  name: 'house',
  label: { zh: '房屋', en: 'House' },
  schema: HouseRecord.extend({ owner: OwnerRecord.omit({ house: true }).nullable().default(null) }),
  key: ['code'],
  references: { building: 'building' },
  fields: [
    {
      path: 'code',
      name: 'houseCode',
      zh: '房屋编号',
      also: ['编号'],
      type: 'text',
      required: true,
      example: 'B01-1-501',
    },
    { path: 'building', name: 'buildingCode', zh: '建筑编号', type: 'text', required: true, example: 'B01' },
    text('policeBureau', '区县公安机关', '迎泽分局'),
    text('policeStation', '派出所', '文庙派出所'),
    ...DISTRICT,
    text('quarterCode', '所属小区', 'Q1'),
    text('blockName', '楼栋名称', '望河楼'),
    text('blockNumber', '楼栋号', '8'),
    text('unitNumber', '单元号', '1', { required: true }),
    { path: 'floorNumber', name: 'floorNumber', zh: '楼层号', type: 'integer', required: true, example: 5 },
    text('roomNumber', '室号', '501', { required: true }),
    { path: 'areaM2', name: 'areaM2', zh: '建筑面积', type: 'number', unit: 'm²', required: true, example: 98.6 },
    text('ifcSpaceGuid', 'BIM空间标识', '3rEjQUrryw4Fsu704cvqYp'),
    owned('name', 'ownerName', '房主姓名', '王建国'),
    owned('sex', 'ownerSex', '房主性别', 'male', { type: 'choice', choices: SEXES }),
    owned('certificateKind', 'ownerCertType', '房主证件类型', 'residentId', { type: 'choice', choices: CERTIFICATES }),
    owned('certificateNumber', 'ownerCertNumber', '房主证件号码', '000000196001010011'),
  ],
};

/** What cameras see. */
export const CAMERA_VIEW_KIND: BaseKind = {
  name: 'cameraView',
  label: { zh: '摄像机视域', en: 'Camera view' },
  schema: CameraView,
  key: ['device'],
  references: { device: 'device' },
  fields: [
    {
      path: 'device',
      name: 'deviceCode',
      zh: '摄像机编号',
      also: ['设备编号'],
      type: 'text',
      required: true,
      example: 'FO-01',
    },
    degrees('headingDeg', '方位角', 135, { zh: '自正北顺时针', en: 'Clockwise from true north' }),
    degrees('tiltDeg', '俯仰角', -20, { zh: '水平为 0，向下为负', en: '0 is level, below it is negative' }),
    degrees('angleDeg', '水平视场角', 60),
    { path: 'rangeM', name: 'rangeM', zh: '可视距离', type: 'number', unit: 'm', required: true, example: 50 },
  ],
};

function degrees(path: string, zh: string, example: number, note?: Field['note']): Field {
  return { path, name: path, zh, type: 'number', unit: '°', required: true, example, ...(note && { note }) };
}
