import { useState } from 'react';
import type { CommandArgs, Device } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { may } from '../../../state/records/session.ts';
import styles from './video.module.css';

/** A press turns by this, degrees, and zooms by this. */
const TURN_DEG = 45;
const TILT_DEG = 10;
const PRESETS = [1, 2, 3, 4, 5, 6, 7, 8];

type Press = readonly [
  key: 'left' | 'right' | 'up' | 'down' | 'nearer' | 'farther',
  sign: string,
  command: string,
  args: CommandArgs,
];
const PRESSES: readonly Press[] = [
  ['left', '←', 'pan', { stepDeg: -TURN_DEG }],
  ['right', '→', 'pan', { stepDeg: TURN_DEG }],
  ['up', '↑', 'tilt', { stepDeg: TILT_DEG }],
  ['down', '↓', 'tilt', { stepDeg: -TILT_DEG }],
  ['nearer', '+', 'zoom', { step: 1 }],
  ['farther', '−', 'zoom', { step: -1 }],
];

/** Turns a camera beside its picture (E6.1.4-3); nothing for cameras that cannot turn, nor without the right to command. */
export function PtzButtons({ device }: { device: Device }) {
  const { api, session, store } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [pending, setPending] = useState(false);
  const commands = store.catalogue.kind(device.deviceKind)?.kind.commands;
  if (!commands?.pan || !may(session, 'device.command')) return null;
  const give = async (command: string, args: CommandArgs) => {
    setPending(true);
    try {
      const { ok, results } = await api.commands.give(device.code, command, args, false);
      if (!ok) tell(results[0]?.detail ?? format.text('video.notTurned'), 'problem');
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    } finally {
      setPending(false);
    }
  };
  return (
    <fieldset className={styles.ptz} aria-label={format.text('video.turn')} data-testid="ptz">
      {PRESSES.filter(([, , command]) => commands[command]).map(([key, sign, command, args]) => (
        <Button
          key={key}
          disabled={pending}
          aria-label={format.text(`video.turn.${key}`)}
          title={format.text(`video.turn.${key}`)}
          data-ptz={key}
          onClick={() => void give(command, args)}
        >
          {sign}
        </Button>
      ))}
      {commands.goToPreset && (
        <select
          aria-label={format.text('video.preset')}
          value=""
          disabled={pending}
          onChange={(event) => void give('goToPreset', { preset: Number(event.target.value) })}
        >
          <option value="">{format.text('video.preset')}</option>
          {PRESETS.map((preset) => (
            <option key={preset} value={preset}>
              {preset}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}
