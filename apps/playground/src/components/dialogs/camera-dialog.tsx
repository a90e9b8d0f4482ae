import { useEffect, useRef, useState } from 'preact/hooks';
import { showPhoto } from '../../state/current-photo.js';
import { Dialog } from '../controls/dialog.js';

/** Shows the camera and takes a photo. */
export function CameraDialog({ onClose }: { readonly onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState('');
  const [isReady, setReady] = useState(false);

  useEffect(() => {
    let stream: MediaStream | undefined;
    let isClosed = false;
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false })
      .then((opened) => {
        stream = opened;
        if (isClosed || !video.current) return stop(opened);
        video.current.srcObject = opened;
      })
      .catch(() =>
        setProblem(
          'There is no camera, or this page may not use it. The browser’s address bar has the permission.',
        ),
      );
    return () => {
      isClosed = true;
      if (stream) stop(stream);
    };
  }, []);

  async function shoot() {
    const { videoWidth: width, videoHeight: height } = video.current!;
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(video.current!, 0, 0);
    onClose();
    await showPhoto(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 }), 'camera.jpg');
  }

  return (
    <Dialog title="Camera" onClose={onClose}>
      {problem ? (
        <p class="quiet" role="alert">
          {problem}
        </p>
      ) : (
        <>
          <video ref={video} class="camera" autoPlay playsInline muted onLoadedData={() => setReady(true)} />
          <button
            type="button"
            class="button is-solid is-wide"
            disabled={!isReady}
            onClick={() => void shoot()}
          >
            Take photo
          </button>
        </>
      )}
    </Dialog>
  );
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
