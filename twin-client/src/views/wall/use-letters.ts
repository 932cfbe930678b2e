import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { lettersOf, type WallLayout } from 'twin-core';
import { applyTheme } from '../../kit/theme/tokens.ts';

/** The smallest letters of the product, in rem (`--small`): they are the text of 16 minutes of arc. */
const SMALLEST_REM = 0.8125;
/** Below it nothing can be read on any screen: a window that small is no wall. */
const LEAST_REM_PX = 7;

/** Size of the window, CSS pixels. */
export function useWindowSize(): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState(() => ({ width: innerWidth, height: innerHeight }));
  useEffect(() => {
    const changed = () => setSize({ width: innerWidth, height: innerHeight });
    window.addEventListener('resize', changed);
    return () => window.removeEventListener('resize', changed);
  }, []);
  return size;
}

/**
 * Letters by viewing distance (WALL): everything on the page is sized in rem, so that its smallest text is 16 minutes of arc high; `--read` and
 * `--head` are 16 and 20 minutes for what is set by itself. Undone when the wall is left.
 */
export function useLetters(wall: RefObject<HTMLElement | null>, layout: WallLayout | null, heightPx: number): void {
  const [text, head] = layout ? [lettersOf(layout, 16) * heightPx, lettersOf(layout, 20) * heightPx] : [0, 0];
  useLayoutEffect(() => {
    if (!wall.current) return;
    applyTheme(wall.current, 'wall-dark');
  }, [wall]);
  useLayoutEffect(() => {
    if (text === 0) return;
    const { style } = document.documentElement;
    const before = style.fontSize;
    style.fontSize = `${Math.max(LEAST_REM_PX, text / SMALLEST_REM)}px`;
    style.setProperty('--read', `${text}px`);
    style.setProperty('--head', `${head}px`);
    return () => {
      style.fontSize = before;
      style.removeProperty('--read');
      style.removeProperty('--head');
    };
  }, [text, head]);
}
