/**
 * Requests as Label Studio sends them, written down from `label_studio/ml/api_connector.py` and `label_studio/tasks/serializers.py` of label-studio: there is
 * no server to ask in tests.
 */
export const labelConfig = `<View>
  <Image name="image" value="$image" zoom="true"/>
  <BrushLabels name="brush" toName="image">
    <Label value="Animal" hint="cow, calf" background="#ffa39e"/>
    <Label value="grass" background="#d4380d"/>
  </BrushLabels>
</View>`;

/** The body of `POST /setup`. */
export function setupRequest(schema = labelConfig): object {
  return {
    project: '7.1764505600',
    schema,
    hostname: 'http://localhost:8080',
    access_token: 'a1b2c3',
    extra_params: null,
  };
}

/** A task; those that have been worked at come with masks as lists of numbers. */
export function task(id: number, image: unknown): object {
  return {
    id,
    data: { image },
    meta: {},
    created_at: '2026-11-30T10:00:00.000000Z',
    updated_at: '2026-11-30T10:00:00.000000Z',
    is_labeled: true,
    overlap: 1,
    inner_id: id,
    total_annotations: 1,
    cancelled_annotations: 0,
    total_predictions: 0,
    comment_count: 0,
    unresolved_comment_count: 0,
    last_comment_updated_at: null,
    project: 7,
    updated_by: 1,
    file_upload: 3,
    comment_authors: [],
    annotations: [{ id: 1, result: [{ type: 'brushlabels', value: { rle: Array<number>(5000).fill(255) } }] }],
    predictions: [],
  };
}

/** The body of `POST /predict`. */
export function predictRequest(tasks: readonly object[], more: object = {}, context: unknown = null): object {
  return {
    tasks,
    project: '7.1764505600',
    label_config: labelConfig,
    params: { login: null, password: null, hostname: 'http://localhost:8080', context },
    ...more,
  };
}
