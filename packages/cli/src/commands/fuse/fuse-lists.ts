/** What `@langseg/mapping` reads and writes; stands here too, since the help is there without the package. */
export const fuseLayouts: Readonly<Record<string, string>> = {
  scannet: 'color/, depth/, pose/ with a file a frame, and intrinsics (ScanNet, OpenScene)',
  vlmaps: 'rgb/, depth/ and poses.txt with a line a frame (VLMaps)',
  tum: 'rgb.txt, depth.txt, groundtruth.txt by time (TUM RGB-D)',
  replica: 'results/ with frame*.jpg and depth*.png, and traj.txt (Replica of NICE-SLAM)',
  '7-scenes': 'frame-*.color.png, .depth.png and .pose.txt in one folder (7-Scenes)',
};

export const fuseFormats: Readonly<Record<string, string>> = {
  ply: 'a point cloud coloured by words, or as photographed (PLY)',
  vectors: 'points, vectors, colours, weights, to be asked for other words later (safetensors)',
  vlmaps: 'a map that VLMaps loads (HDF5)',
  openscene: 'points and fused features that OpenScene loads (PyTorch)',
};
