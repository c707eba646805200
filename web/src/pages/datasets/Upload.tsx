import { Button, Group, Progress, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useRef, useState } from "react";
import { datasetName, type UploadRequest, upload } from "../../api/upload";
import { bytes, percent } from "../../lib/format";
import { IconUpload } from "../../ui/icons";
import { Panel } from "../../ui/Page";
import { WrongPanel } from "../../ui/States";
import css from "./Datasets.module.css";

export function Upload() {
  const [file, setFile] = useState<File>();
  return file ? <Describe file={file} leave={() => setFile(undefined)} /> : <Drop onFile={setFile} />;
}

function Drop({ onFile }: { readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <label
      className={css.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconUpload size={24} />
      <strong>Drop a file here, or choose one</strong>
      <span className="muted">
        CSV with a header line (UTF-8), or a zip of two idx files (images and labels)
      </span>
      <input
        type="file"
        className="visually-hidden"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.arff,.parquet,.xlsx,.gz,.zip"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) onFile(chosen);
        }}
      />
    </label>
  );
}

function Describe({ file, leave }: { readonly file: File; readonly leave: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(() => datasetName(file.name));
  const [target, setTarget] = useState("");
  const [image, setImage] = useState("");
  const [sent, setSent] = useState(0);
  const stop = useRef<AbortController>(null);
  const sending = useMutation({
    mutationFn: (request: UploadRequest) => {
      stop.current = new AbortController();
      return upload(request, setSent, stop.current.signal);
    },
    onSuccess: async (dataset) => {
      await client.invalidateQueries({ queryKey: ["datasets"] });
      await navigate({ to: "/datasets/$dataset", params: { dataset: `${dataset.name}@${dataset.version}` } });
    },
  });
  const wrongName = /^[a-z0-9][a-z0-9._-]{0,99}$/.test(name)
    ? undefined
    : "Lower case letters, digits, . _ -";
  const wrongImage = image === "" || /^\d+x\d+(x\d+)?$/.test(image) ? undefined : "Like 8x8 or 28x28x1";
  const go = () => {
    setSent(0);
    sending.mutate({ file, name, target: target.trim() || undefined, image: image || undefined });
  };
  return (
    <Panel title={file.name} help={bytes(file.size)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <div className={css.fields}>
          <TextInput
            label="Name"
            description="A name that exists gets a new version"
            value={name}
            error={wrongName}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Target column"
            description="What to predict"
            placeholder="the last column"
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
          />
          <TextInput
            label="Image shape"
            description="Only if the columns are pixels"
            placeholder="height x width x channels"
            value={image}
            error={wrongImage}
            onChange={(event) => setImage(event.currentTarget.value.trim())}
          />
        </div>
        {sending.isPending && (
          <div style={{ marginTop: 16 }}>
            <Progress value={sent * 100} aria-label="Upload" animated={sent >= 1} />
            <div className="muted" style={{ marginTop: 4 }} role="status">
              {sent < 1 ? `${percent(sent)} sent` : "Reading the file: types, profile, sealed rows…"}
            </div>
          </div>
        )}
        {sending.error && sending.error.name !== "AbortError" && (
          <div style={{ marginTop: 16 }}>
            <WrongPanel failure={sending.error} />
          </div>
        )}
        <Group mt="md">
          <Button type="submit" loading={sending.isPending} disabled={Boolean(wrongName ?? wrongImage)}>
            Upload
          </Button>
          <Button
            variant="default"
            onClick={() => {
              stop.current?.abort();
              if (!sending.isPending) leave();
            }}
          >
            {sending.isPending ? "Cancel" : "Other file"}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}
