import { useCallback, useSyncExternalStore } from 'react';
import { type PictureTool, useDesk } from './desk.ts';

/** Whether a tool of the picture is open, and how it is opened or closed: another one closes with it. */
export function useTool(name: PictureTool): readonly [open: boolean, setOpen: (open: boolean) => void] {
  const { tool } = useDesk();
  const open = useSyncExternalStore(tool.subscribe, tool.get) === name;
  const setOpen = useCallback(
    (wanted: boolean) => {
      if (wanted) tool.set(name);
      else if (tool.get() === name) tool.set(null);
    },
    [tool, name],
  );
  return [open, setOpen];
}
