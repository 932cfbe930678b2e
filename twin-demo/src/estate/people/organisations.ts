import type { DutyRecord, OrganisationRecord } from 'twin-core';

const row = (
  code: string,
  name: string,
  kind: string,
  tier: OrganisationRecord['tier'],
  parent: string | null,
): OrganisationRecord => ({ code, name, kind, tier, parent });

/** The six tiers of clause 6.4.1-10 down to the quarter, and the units that work in it. Street and below are invented. */
export const ORGANISATIONS: readonly OrganisationRecord[] = [
  row('140000', '山西省', '行政区划', 'province', null),
  row('140100', '太原市', '行政区划', 'city', '140000'),
  row('140106', '迎泽区', '行政区划', 'district', '140100'),
  row('140106099', '嘉园街道办事处', '街道办事处', 'street', '140106'),
  row('140106099001', '晋阳嘉园社区居民委员会', '居民委员会', 'estateCommittee', '140106099'),
  row('JYJY', '晋阳嘉园', '居住小区', 'quarter', '140106099001'),
  row('JYJY-PM', '晋阳嘉园物业服务中心', '物业服务企业', 'unit', 'JYJY'),
  row('JYJY-PM-OC', '监控中心', '物业部门', 'unit', 'JYJY-PM'),
  row('JYJY-PM-SEC', '秩序维护部', '物业部门', 'unit', 'JYJY-PM'),
  row('JYJY-PM-ENG', '工程维修部', '物业部门', 'unit', 'JYJY-PM'),
  row('JYJY-OWN', '晋阳嘉园业主委员会', '业主委员会', 'unit', 'JYJY'),
  row('JYJY-KG', '嘉园幼儿园', '学校', 'unit', 'JYJY'),
  row('JYJY-CLINIC', '晋阳嘉园社区卫生服务站', '医疗机构', 'unit', 'JYJY'),
  row('MT-FIRE', '太行消防维保有限公司', '维保单位', 'unit', 'JYJY'),
  row('MT-SEC', '晋安安防工程有限公司', '维保单位', 'unit', 'JYJY'),
  row('MT-CHARGE', '晋能充电运营有限公司', '运营单位', 'unit', 'JYJY'),
  row('MT-ENV', '云中环境检测有限公司', '维保单位', 'unit', 'JYJY'),
];

const SHIFTS = [
  { shift: '早班', from: '08:00', to: '16:00' },
  { shift: '中班', from: '16:00', to: '00:00' },
  { shift: '夜班', from: '00:00', to: '08:00' },
] as const;

/** Who is on duty: two operators and four guards to each of three shifts, a duty engineer, and those on call all day. */
export function duties(): DutyRecord[] {
  const person = (number: number): string => `S${String(number).padStart(3, '0')}`;
  const shifts = SHIFTS.flatMap((shift, index): DutyRecord[] => [
    { person: person(2 + index * 2), role: '值班操作员（主岗）', ...shift },
    { person: person(3 + index * 2), role: '值班操作员（副岗）', ...shift },
    { person: person(8 + index * 4), role: '南门岗', ...shift },
    { person: person(9 + index * 4), role: '东门岗', ...shift },
    { person: person(10 + index * 4), role: '巡逻岗（北区）', ...shift },
    { person: person(11 + index * 4), role: '巡逻岗（南区）', ...shift },
    { person: person(27 + index), role: '值班电工', ...shift },
  ]);
  const allDay = { shift: '全天', from: '00:00', to: '23:59' };
  return [
    { person: person(1), role: '物业经理', shift: '日班', from: '08:30', to: '18:00' },
    ...shifts,
    { person: person(21), role: '周界与视频维保', ...allDay },
    { person: person(23), role: '消防维保', ...allDay },
    { person: person(25), role: '充电设施维保', ...allDay },
    { person: person(26), role: '环境监测维保', ...allDay },
  ];
}
