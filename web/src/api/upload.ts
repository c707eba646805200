import { asProblem, Problem, url } from "./http";
import type { Dataset } from "./types";

export interface UploadRequest {
  readonly file: File;
  readonly name: string;
  readonly target?: string | undefined;
  readonly image?: string | undefined;
}

/**
 * Streams a file to the server and tells how far it is (0 to 1). XMLHttpRequest, since fetch does not report the
 * progress of what it sends.
 */
export function upload(
  request: UploadRequest,
  progress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Dataset> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", url("/datasets", { name: request.name, target: request.target, image: request.image }));
    xhr.setRequestHeader("Content-Type", isZip(request.file) ? "application/zip" : "text/csv");
    xhr.setRequestHeader("Accept", "application/json");
    xhr.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 0);
    xhr.onload = () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(JSON.parse(xhr.responseText) as Dataset);
      else reject(asProblem(xhr.status, xhr.responseText));
    };
    xhr.onerror = () => reject(Problem.unreachable());
    xhr.onabort = () => reject(new DOMException("Upload cancelled", "AbortError"));
    signal.addEventListener("abort", () => xhr.abort(), { once: true });
    xhr.send(request.file);
  });
}

function isZip(file: File): boolean {
  return file.name.toLowerCase().endsWith(".zip");
}

/** The name a dataset gets from its file: lower case, and only what a name may hold. */
export function datasetName(fileName: string): string {
  return fileName
    .toLowerCase()
    .replace(/\.(csv|tsv|txt|json|jsonl|ndjson|arff|parquet|xlsx|zip)(\.gz)?$/, "")
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, 100);
}
