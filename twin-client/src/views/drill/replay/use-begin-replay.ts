import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { ReplayChange } from '../../../state/records/past.ts';
import { navigate } from '../../router.ts';

/** An alarm is looked at from ten minutes before, eight times as fast. */
const BEFORE_MS = 600_000;
const BEFORE_SPEED = 8;

/** How a replay that leads to an alarm begins; raisedAt in epoch ms. */
export const beforeAlarm = (raisedAt: number): [at: number, change: Omit<ReplayChange, 'at'>] => [
  raisedAt - BEFORE_MS,
  { speed: BEFORE_SPEED, playing: true },
];

/** Begins a replay at an instant (epoch ms) and goes there. `device`: which one is looked at in it. The room stays the one that is shown. */
export function useBeginReplay() {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  return async (at: number, change: Omit<ReplayChange, 'at'>, device: string | null = null): Promise<void> => {
    try {
      const { id, gapUntil } = await api.past.begin(at, change);
      // Before the first record, or while the server stood, there is nothing to look at.
      if (gapUntil !== null) await api.past.change(id, { at: gapUntil });
      const params = new URLSearchParams({ course: id });
      if (device !== null) params.set('device', device);
      const here = new URLSearchParams(location.search);
      for (const kept of ['view', 'scale']) if (here.has(kept)) params.set(kept, here.get(kept)!);
      navigate(`/drill?${params}`);
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
  };
}
