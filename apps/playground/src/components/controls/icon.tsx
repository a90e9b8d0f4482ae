/** Line drawings on a grid of 24, by name. */
const drawings = {
  add: 'M12 5v14M5 12h14',
  camera: 'M4 8.5h3.2L9 6h6l1.8 2.5H20v10H4zM12 16.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  compare: 'M12 4v16M4.5 6.5h4v11h-4zM15.5 6.5h4v11h-4z',
  download: 'M12 4.5v10M8 11l4 4 4-4M5 19.5h14',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  folder: 'M4 7h6l2 2.5h8v9H4z',
  heat: 'M12 3.5c.5 4 5 5.5 5 10.5a5 5 0 0 1-10 0c0-2.2 1-3.6 2.2-4.6.2 1.7.8 2.4 1.6 2.6C10.6 9 10.5 6 12 3.500z',
  left: 'M14.5 6l-6 6 6 6',
  link: 'M10 14a3.6 3.6 0 0 0 5.2.300l3-3a3.6 3.6 0 0 0-5.1-5.100l-1.2 1.200M14 10a3.6 3.6 0 0 0-5.2-.300l-3 3a3.6 3.6 0 0 0 5.1 5.100l1.2-1.2',
  minus: 'M5 12h14',
  moon: 'M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z',
  photo:
    'M4.5 5.500h15v13h-15zM5 16.500l4.5-4.5 3.5 3.5 2.5-2.5 4 4M15.5 10.200a1.1 1.1 0 1 0 0-2.2 1.1 1.1 0 0 0 0 2.200z',
  redo: 'M14.5 5.5l4 4-4 4M18 9.500h-8a4.500 4.500 0 0 0 0 9h3',
  rename: 'M5 19l.8-3.500L15.5 5.800l2.7 2.700L8.5 18.200zM13.5 7.800l2.7 2.7',
  right: 'M9.5 6l6 6-6 6',
  share: 'M12 14.500V4M8.500 7.500L12 4l3.500 3.500M6 11.500v8h12v-8',
  split: 'M4.500 5.500h15v13h-15zM12 3.500v17M8 10l-2 2 2 2M16 10l2 2-2 2',
  sun: 'M12 15.800a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.600zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.600L7 7M17 17l1.4 1.400M18.4 5.600L17 7M7 17l-1.4 1.4',
  undo: 'M9.500 5.500l-4 4 4 4M6 9.500h8a4.500 4.500 0 0 1 0 9h-3',
  whole: 'M4.500 9V4.500H9M15 4.500h4.500V9M19.500 15v4.500H15M9 19.500H4.500V15',
  trash: 'M5.5 7.500h13M9.5 7V5h5v2M7.5 7.500l.8 11.500h7.400l.8-11.5',
} as const;

export type IconName = keyof typeof drawings;

/** A drawing beside or instead of a text; the button says what it means. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  );
}
