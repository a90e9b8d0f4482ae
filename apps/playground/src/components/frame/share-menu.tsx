import { photo } from '../../state/current-photo.js';
import { notify, report, whileBusy } from '../../state/notices.js';
import { activePane } from '../../state/panes.js';
import { saveBlob } from '../../export/save-pane.js';
import { copyEmbed } from '../../embed/copy-embed.js';
import { loopType } from '../../export/record-loop.js';
import { shownLoop, shownPicture } from '../../export/shown-picture.js';
import { Icon } from '../controls/icon.js';
import { Menu } from '../controls/menu.js';

/** Gives away what is on the screen: a link that holds words and looks, or a picture with names and legend. */
export function ShareMenu() {
  const pane = activePane.value;
  const current = photo.value;
  const isOwnPhoto = current !== undefined && current.sample === undefined;
  const picture = current && pane.painted.value ? () => shownPicture(pane, current) : undefined;
  const loop = picture && loopType();
  const stem = `${current?.name.replace(/\.[^.]+$/, '') ?? 'photo'}.langseg`;
  const name = `${stem}.png`;
  const actions = [
    {
      title: 'Copy link',
      text: isOwnPhoto ? 'Your words; your photo stays on this device' : 'Words, looks and the sample photo',
      run: copyLink,
    },
    {
      title: 'Copy HTML',
      text: isOwnPhoto
        ? 'A live picture for your page; add the photo’s address'
        : 'A live picture for your page',
      run: () => copyEmbed(pane),
    },
    ...(picture
      ? [
          { title: 'Copy picture', text: 'With names and legend', run: () => copyPicture(picture) },
          {
            title: 'Save picture',
            text: 'With names and legend, as PNG',
            run: async () => saveBlob(await whileBusy('Drawing the picture …', picture()), name),
          },
        ]
      : []),
    ...(loop
      ? [
          {
            title: 'Save film',
            text: 'Before and after, to play in a loop',
            run: async () =>
              saveBlob(await whileBusy('Recording …', shownLoop(pane, current!)), stem + loop.ending),
          },
        ]
      : []),
    ...(picture && canShareFiles()
      ? [
          {
            title: 'Share picture …',
            text: 'With an app of this device',
            run: () => sharePicture(picture, name),
          },
        ]
      : []),
  ];
  return (
    <Menu
      label="Share"
      button={
        <>
          <Icon name="share" />
          <span class="button-text">Share</span>
        </>
      }
    >
      {(close) =>
        actions.map(({ title, text, run }) => (
          <button
            key={title}
            type="button"
            onClick={() => {
              close();
              run().catch(report);
            }}
          >
            <b>{title}</b>
            <span>{text}</span>
          </button>
        ))
      }
    </Menu>
  );
}

async function copyLink(): Promise<void> {
  const isOwnPhoto = photo.value !== undefined && photo.value.sample === undefined;
  try {
    await navigator.clipboard.writeText(location.href);
    notify(isOwnPhoto ? 'Link copied. It holds your words; your photo stays here.' : 'Link copied.');
  } catch {
    notify('The link is in the address bar; this browser does not let pages copy it.');
  }
}

async function copyPicture(picture: () => Promise<Blob>): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture() })]);
    notify('Picture copied.');
  } catch {
    notify('This browser does not let pages copy pictures. Save it instead.');
  }
}

async function sharePicture(picture: () => Promise<Blob>, name: string): Promise<void> {
  await navigator.share({ files: [new File([await picture()], name, { type: 'image/png' })] });
}

function canShareFiles(): boolean {
  const file = new File([new Uint8Array(1)], 'photo.png', { type: 'image/png' });
  return 'canShare' in navigator && navigator.canShare({ files: [file] });
}
