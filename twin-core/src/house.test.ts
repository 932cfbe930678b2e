import { describe, expect, test } from 'vitest';
import { HouseRecord, OccupancyRecord } from './house.ts';

const occupancy = {
  code: 'O00001',
  house: 'B01-1-101',
  name: '王建国',
  sex: 'male',
  nationality: '中国',
  ethnicity: '汉族',
  nativePlace: '山西太原',
  certificateKind: 'residentId',
  certificateNumber: '000000196001010011',
  movedInAt: '2019-05-01',
  movedOutAt: null,
};

describe('6.4.1-3-4: who lived in a house, from when to when', () => {
  test.each([null, '2019-05-01', '2024-12-31'])('leaving at %s is taken', (movedOutAt) => {
    expect(OccupancyRecord.parse({ ...occupancy, movedOutAt })).toMatchObject({ movedOutAt });
  });

  test('a leave before the move-in is refused by its field', () => {
    const { error } = OccupancyRecord.safeParse({ ...occupancy, movedOutAt: '2019-04-30' });
    expect(error?.issues[0]).toMatchObject({ path: ['movedOutAt'], message: expect.stringContaining('before') });
  });

  test.each(['2019-02-30', '01.05.2019', ''])('%s is no day', (movedInAt) => {
    expect(OccupancyRecord.safeParse({ ...occupancy, movedInAt }).success).toBe(false);
  });
});

describe('6.4.1-3-2: the 13 basic fields of a house', () => {
  test('what is not recorded is null', () => {
    const house = {
      code: 'B01-1-101',
      building: 'B01',
      unitNumber: '1',
      floorNumber: 1,
      roomNumber: '101',
      areaM2: 80,
    };
    expect(HouseRecord.parse({ ...house, ifcSpaceGuid: null })).toMatchObject({
      policeBureau: null,
      blockNumber: null,
    });
  });
});
