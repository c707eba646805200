import type { ReactNode } from "react";

interface IconProps {
  readonly size?: number;
}

/** Line icons on a 20 × 20 grid. They decorate: what they stand beside says the same in words. */
function Line({ size = 18, children }: IconProps & { readonly children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const IconHome = (props: IconProps) => (
  <Line {...props}>
    <path d="M3 9.2 10 3.5l7 5.7V16a1 1 0 0 1-1 1h-3.5v-4.5h-5V17H4a1 1 0 0 1-1-1z" />
  </Line>
);
export const IconStudies = (props: IconProps) => (
  <Line {...props}>
    <path d="M3 16.5h14M5 13l3.2-4 3 2.3L15.5 5M12.6 5h3v3" />
  </Line>
);
export const IconDatasets = (props: IconProps) => (
  <Line {...props}>
    <ellipse cx="10" cy="5" rx="6" ry="2.2" />
    <path d="M4 5v10c0 1.2 2.7 2.2 6 2.2s6-1 6-2.2V5M4 10c0 1.2 2.7 2.2 6 2.2s6-1 6-2.2" />
  </Line>
);
export const IconLeaderboard = (props: IconProps) => (
  <Line {...props}>
    <path d="M3.5 17v-6h4v6M7.5 17V4h5v13M12.5 17V8.5h4V17M2.5 17h15" />
  </Line>
);
export const IconWorkers = (props: IconProps) => (
  <Line {...props}>
    <rect x="5" y="5" width="10" height="10" rx="1.6" />
    <path d="M8 8h4v4H8zM8 2.5V5M12 2.5V5M8 15v2.5M12 15v2.5M2.5 8H5M2.5 12H5M15 8h2.5M15 12h2.5" />
  </Line>
);
export const IconPlus = (props: IconProps) => (
  <Line {...props}>
    <path d="M10 4v12M4 10h12" />
  </Line>
);
export const IconSun = (props: IconProps) => (
  <Line {...props}>
    <circle cx="10" cy="10" r="3.4" />
    <path d="M10 2.2v1.6M10 16.2v1.6M2.2 10h1.6M16.2 10h1.6M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M4.5 15.5l1.1-1.1M14.4 5.6l1.1-1.1" />
  </Line>
);
export const IconMoon = (props: IconProps) => (
  <Line {...props}>
    <path d="M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z" />
  </Line>
);
export const IconSystem = (props: IconProps) => (
  <Line {...props}>
    <rect x="2.8" y="3.8" width="14.4" height="9.6" rx="1.4" />
    <path d="M7 16.6h6M10 13.4v3.2" />
  </Line>
);
export const IconUpload = (props: IconProps) => (
  <Line {...props}>
    <path d="M10 13V3.5M6.2 7 10 3.3 13.8 7M3.5 13v2.5a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V13" />
  </Line>
);
export const IconDownload = (props: IconProps) => (
  <Line {...props}>
    <path d="M10 3.5v9.3M6.2 9.3 10 13l3.8-3.7M3.5 13v2.5a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V13" />
  </Line>
);
export const IconTable = (props: IconProps) => (
  <Line {...props}>
    <rect x="3" y="4" width="14" height="12" rx="1.4" />
    <path d="M3 8h14M3 12h14M8.5 8v8" />
  </Line>
);
export const IconChart = (props: IconProps) => (
  <Line {...props}>
    <path d="M3.5 3.5v13h13M6.5 12.5 9.5 9l2.5 2 4-5" />
  </Line>
);
export const IconSearch = (props: IconProps) => (
  <Line {...props}>
    <circle cx="9" cy="9" r="5" />
    <path d="m13 13 3.5 3.5" />
  </Line>
);
export const IconClose = (props: IconProps) => (
  <Line {...props}>
    <path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />
  </Line>
);
export const IconPause = (props: IconProps) => (
  <Line {...props}>
    <path d="M7 4.5v11M13 4.5v11" />
  </Line>
);
export const IconPlay = (props: IconProps) => (
  <Line {...props}>
    <path d="M6 4.2v11.6L15.5 10z" />
  </Line>
);
export const IconStop = (props: IconProps) => (
  <Line {...props}>
    <rect x="5" y="5" width="10" height="10" rx="1.2" />
  </Line>
);
export const IconLock = (props: IconProps) => (
  <Line {...props}>
    <rect x="4.5" y="9" width="11" height="7.5" rx="1.4" />
    <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
  </Line>
);
export const IconAlert = (props: IconProps) => (
  <Line {...props}>
    <path d="M10 3.2 18 16.5H2zM10 8.2v3.6M10 14.2v.1" />
  </Line>
);
export const IconCheck = (props: IconProps) => (
  <Line {...props}>
    <path d="m4.5 10.5 3.6 3.6 7.4-8" />
  </Line>
);
export const IconChevron = (props: IconProps) => (
  <Line {...props}>
    <path d="m7.5 5 5 5-5 5" />
  </Line>
);
export const IconCopy = (props: IconProps) => (
  <Line {...props}>
    <rect x="7" y="7" width="9.5" height="9.5" rx="1.4" />
    <path d="M13 7V4.9A1.4 1.4 0 0 0 11.6 3.5H4.9a1.4 1.4 0 0 0-1.4 1.4v6.7A1.4 1.4 0 0 0 4.9 13H7" />
  </Line>
);
export const IconTrash = (props: IconProps) => (
  <Line {...props}>
    <path d="M4 5.5h12M8 5.5V3.8h4v1.7M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5" />
  </Line>
);
export const IconBook = (props: IconProps) => (
  <Line {...props}>
    <path d="M10 5.2C8.3 4 6 3.6 3.2 3.8v11.4c2.8-.2 5.1.2 6.8 1.4 1.7-1.2 4-1.6 6.8-1.4V3.8C14 3.6 11.7 4 10 5.2zM10 5.2v11.4" />
  </Line>
);
export const IconDots = (props: IconProps) => (
  <Line {...props}>
    <path d="M5 10h.01M10 10h.01M15 10h.01" strokeWidth={2.6} />
  </Line>
);

/** The mark: three stones. */
export function CairnMark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <ellipse cx="16" cy="25" rx="12" ry="4.6" fill="#0f766e" />
      <ellipse cx="15" cy="16.4" rx="8.6" ry="4" fill="#14a394" />
      <ellipse cx="17" cy="8.6" rx="5.4" ry="3.5" fill="#5ad1c2" />
    </svg>
  );
}
