export {
  type Alarm,
  type AlarmActionRecord,
  type Condition,
  conditionOf,
  mayClose,
  openAlarm,
  type Referral,
  referralFault,
  refusalOf,
} from './alarm.ts';
export * from './asset.ts';
export * from './broadcast.ts';
export * from './building.ts';
export * from './calibration-drift.ts';
export * from './camera-calibration.ts';
export * from './camera-stream.ts';
export { CameraView, viewSector } from './camera-view.ts';
export { Catalogue, type KindEntry } from './catalogue.ts';
export type { Decision } from './decide/decision.ts';
export { type AlarmCommand, decideClosing, isFirstOfTwo, type Order, stepFault } from './decide/handle.ts';
export { decide, type Input } from './decide.ts';
export * from './device-command.ts';
export { type DeviceState, deviceState, isPresented, worstAlarm } from './device-state.ts';
export { type Batch, Evaluator, NO_BATCH } from './evaluate.ts';
export * from './event.ts';
export * from './facade-opening.ts';
export { FACILITIES, KNOWN_FACILITIES } from './facilities/index.ts';
export * from './facility.ts';
export { FacilitySchema } from './facility-schema.ts';
export * from './flow.ts';
export * from './geo-import.ts';
export { StateHash } from './hash.ts';
export * from './house.ts';
export * from './imagery-server.ts';
export * from './import-job.ts';
export { isCritical } from './incident.ts';
export * from './inspection.ts';
export * from './layer.ts';
export * from './linked-action.ts';
export { instantOfLocal, localIso, zoneOffsetMs } from './local-time.ts';
export * from './network.ts';
export * from './place.ts';
export * from './procedure.ts';
export { PROCEDURES } from './procedures/index.ts';
export { readValue } from './read-value.ts';
export { RuleSettings, settingsFault, tunedRule } from './rule-settings.ts';
export { parseSearchQuery, type SearchQuery, SearchQueryError } from './search-query.ts';
export * from './site.ts';
export * from './system-inspection.ts';
export * from './told-ways.ts';
export {
  apply,
  type Changes,
  copyState,
  type Device,
  datastreamOf,
  deviceByCode,
  emptyState,
  FOLD_VERSION,
  growValues,
  type PendingAction,
  registrationEvent,
  type Timer,
  type TwinState,
} from './twin.ts';
export * from './wall/index.ts';
export { type AlarmCourse, CourseBook } from './what-if/alarm-course.ts';
export { type AlarmLoad, alarmLoadOf, middleOf } from './what-if/alarm-load.ts';
export {
  type ChangeOf,
  MOST_WHAT_IF_CHANGES,
  MOST_WHAT_IF_MS,
  settingsOfChange,
  subjectOf,
  WhatIfChange,
} from './what-if/change.ts';
export { type AlarmDifference, anyOf, compareCourses, type DifferenceKind } from './what-if/compare-courses.ts';
export { ForkRun } from './what-if/fork-run.ts';
export { type RecordedCommit, recordedCommit } from './what-if/recorded-commit.ts';
export * from './work-order.ts';
