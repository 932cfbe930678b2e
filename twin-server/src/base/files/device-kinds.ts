import { type Catalogue, DeviceRecord } from 'twin-core';
import { z } from 'zod';
import type { BaseKind } from './base-kind.ts';
import { choice, type Field } from './field.ts';

/** Devices, clause 6.4.1-8. `siteHeight`: metres above the ellipsoid where a row gives no height. */
export function deviceKind(catalogue: Catalogue, siteHeight: number): BaseKind {
  const kinds = catalogue.facilities.flatMap(({ deviceKinds }) => Object.entries(deviceKinds));
  const field = (
    path: string,
    name: string,
    zh: string,
    example: string | number,
    more: Partial<Field> = {},
  ): Field => ({
    path,
    name,
    zh,
    type: 'text',
    example,
    ...more,
  });
  const degrees = { type: 'number', unit: '°, WGS 84 (CGCS2000)', required: true } as const;
  return {
    name: 'device',
    label: { zh: '设备设施', en: 'Device' },
    schema: DeviceRecord,
    key: ['code'],
    references: {
      building: 'building',
      zone: 'zone',
      maintainer: 'person',
      parent: 'device',
      links: 'device',
    },
    tree: 'parent',
    complete: (draft) => {
      draft.facility = catalogue.kind(String(draft.kind))?.facility.id;
    },
    fields: [
      field('code', 'deviceCode', '设备编号', 'FA-20-01', { required: true, also: ['编号'] }),
      field('name', 'name', '名称', '20号楼1层感烟探测器', { required: true, also: ['设备名称'] }),
      field('kind', 'kind', '类别', 'smoke-detector', {
        type: 'choice',
        required: true,
        also: ['设备类别'],
        choices: kinds.map(([value, { label }]) => choice(value, label.zh, label.en)),
      }),
      field('manufacturer', 'manufacturer', '厂家', '太行消防电子'),
      field('model', 'model', '型号', 'TH-5100'),
      field('installPosition', 'installPosition', '安装位置', '20号楼1层电梯厅顶棚'),
      field('installedAt', 'installedAt', '安装时间', '2023-09-16 09:00', { type: 'time' }),
      field('location.longitude', 'longitude', '经度', 112.5501, degrees),
      field('location.latitude', 'latitude', '纬度', 37.8702, degrees),
      field('location.height', 'height', '大地高', siteHeight, {
        type: 'number',
        unit: 'm',
        preset: siteHeight,
        note: { zh: '椭球面以上；缺省为小区地面', en: 'Above the ellipsoid; the ground of the site where not given' },
      }),
      field('building', 'buildingCode', '所在建筑编号', 'B01', { also: ['buildingId', '建筑编号'] }),
      field('storey', 'storey', '楼层', '1F'),
      field('space', 'space', '空间', '1-LOBBY'),
      field('zone', 'zone', '防区编号', 'Z1'),
      field('ifcGuid', 'ifcGuid', 'BIM构件标识', '3rEjQUrryw4Fsu704cvqYp'),
      field('owningUnit', 'owningUnit', '所属单位', '物业服务中心'),
      field('maintainer', 'maintainer', '维护责任人编号', 'S024', { also: ['维护责任人'] }),
      field('parent', 'parent', '上级设备编号', 'CP-01'),
      field('links', 'links', '联动设备编号', 'CAM-1, SS-01-01', {
        type: 'codes',
        preset: [],
        also: ['联动关系'],
        note: { zh: '多个以逗号分隔', en: 'Several are divided by commas' },
      }),
    ],
  };
}

const PropertyName = z.string().min(1).max(64);

/** History of what devices observed: a row is one value. */
export const OBSERVATION_KIND: BaseKind = {
  name: 'observation',
  label: { zh: '观测历史', en: 'Observation' },
  schema: z.object({ device: z.string(), time: z.string(), property: PropertyName, value: z.unknown() }),
  // Values of one device, time and property are not held against each other: there may be a million.
  key: [],
  fields: [
    {
      path: 'device',
      name: 'deviceCode',
      zh: '设备编号',
      also: ['设备'],
      type: 'text',
      required: true,
      example: 'ENV-1',
    },
    {
      path: 'time',
      name: 'time',
      zh: '时间',
      also: ['eventAt', 'phenomenonTime'],
      type: 'time',
      required: true,
      example: '2026-11-22 08:00:00',
      note: { zh: '未注明时区的按小区当地时间', en: 'Local to the site where it names no zone' },
    },
    { path: 'property', name: 'property', zh: '观测项', type: 'text', required: true, example: 'temperatureC' },
    { path: 'value', name: 'value', zh: '值', type: 'value', required: true, example: 23.4 },
  ],
};
