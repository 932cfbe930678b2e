/**
 * Tables of GB/T 26875.3-2011, 8.2.1: names of bits from the lowest on, and of analog values. Compared in three public readings of the standard:
 * GB26875文档.md of github.com/ActorLancer/GB-T-26875.3.2011-rs (a transcription), github.com/shootingfans/codec_gb26875_3_2011 (constant/), and
 * github.com/dgiot/dgiot (dgiot_gb26875).
 */

/** State of a component, 8.2.1.2. Devices in the field leave `normal` unset with a fire: it says nothing about whether to believe them. */
export const COMPONENT_BITS = [
  'normal',
  'fire',
  'fault',
  'shielded',
  'supervised',
  'started',
  'feedback',
  'delayed',
  'powerFault',
] as const;

/** State of a whole system, 8.2.1.1. */
export const SYSTEM_BITS = [
  'normal',
  'fire',
  'fault',
  'shielded',
  'supervised',
  'started',
  'feedback',
  'delayed',
  'mainPowerFault',
  'backupPowerFault',
  'busFault',
  'manual',
  'configurationChanged',
  'reset',
] as const;

/** State of the transmission device itself, 8.2.1.8; panelLineFault: its line to the panel it reads. */
export const TRANSMITTER_BITS = [
  'normal',
  'fire',
  'fault',
  'mainPowerFault',
  'backupPowerFault',
  'centreLineFault',
  'panelLineFault',
] as const;

/** What was done at a system, 8.2.1.4, and at a transmission device, 8.2.1.9. */
export const SYSTEM_OPERATIONS = [
  'reset',
  'silence',
  'manualAlarm',
  'alarmCleared',
  'selfTest',
  'confirm',
  'test',
] as const;
export const TRANSMITTER_OPERATIONS = [
  'reset',
  'silence',
  'manualAlarm',
  'alarmCleared',
  'selfTest',
  'dutyAnswer',
  'test',
] as const;

/** Analog values by their type minus 1, 8.2.1.3, with what one step of the signed 16 bits is in the unit. */
export const ANALOGS = [
  { name: 'count', unit: '', step: 1 },
  { name: 'height', unit: 'm', step: 0.01 },
  { name: 'temperature', unit: '°C', step: 0.1 },
  { name: 'pressureMpa', unit: 'MPa', step: 0.1 },
  { name: 'pressureKpa', unit: 'kPa', step: 0.1 },
  { name: 'gas', unit: '%LEL', step: 0.1 },
  { name: 'time', unit: 's', step: 1 },
  { name: 'voltage', unit: 'V', step: 0.1 },
  { name: 'current', unit: 'A', step: 0.1 },
  { name: 'flow', unit: 'L/s', step: 0.1 },
  { name: 'airflow', unit: 'm³/min', step: 0.1 },
  { name: 'airSpeed', unit: 'm/s', step: 1 },
] as const;

/** Names of the bits that are set. */
export function namesOf(bits: number, names: readonly string[]): string[] {
  return names.filter((_, bit) => ((bits >> bit) & 1) === 1);
}
