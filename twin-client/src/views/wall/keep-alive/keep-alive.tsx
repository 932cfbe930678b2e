import { useEffect } from 'react';
import type { AlarmSound } from '../../../kit/alarm-sound.ts';
import { useDesk } from '../../desk/desk.ts';
import { shiftOf, shiftPeriodMs } from './pixel-shift.ts';
import { StartShift } from './start-shift.tsx';
import { WallKeeper } from './wall-keeper.ts';

/** Keeps the wall going unattended, and says where the browser blocks its sound. */
export function KeepAlive({ sound }: { sound: AlarmSound }) {
  const desk = useDesk();
  useEffect(() => {
    const keeper = new WallKeeper(desk, sound);
    keeper.start();
    return () => keeper.stop();
  }, [desk, sound]);
  usePixelShift();
  return <StartShift sound={sound} />;
}

/** Moves the whole page by a pixel or two every few minutes, as the address asks. */
function usePixelShift(): void {
  useEffect(() => {
    const periodMs = shiftPeriodMs(location.search);
    if (periodMs === null) return;
    const { style } = document.getElementById('root')!;
    let step = 0;
    const timer = setInterval(() => {
      step++;
      const [x, y] = shiftOf(step);
      style.translate = x === 0 && y === 0 ? '' : `${x}px ${y}px`;
    }, periodMs);
    return () => {
      clearInterval(timer);
      style.translate = '';
    };
  }, []);
}
