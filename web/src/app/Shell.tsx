import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { Link, Outlet } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { cairn } from "../api/cairn";
import { useReachable } from "../api/reach";
import {
  CairnMark,
  IconBook,
  IconDatasets,
  IconHome,
  IconLeaderboard,
  IconMoon,
  IconStudies,
  IconSun,
  IconSystem,
  IconWorkers,
} from "../ui/icons";
import css from "./Shell.module.css";

const places = [
  { to: "/", word: "Home", Icon: IconHome },
  { to: "/studies", word: "Studies", Icon: IconStudies },
  { to: "/datasets", word: "Datasets", Icon: IconDatasets },
  { to: "/leaderboard", word: "Leaderboard", Icon: IconLeaderboard },
  { to: "/workers", word: "Workers", Icon: IconWorkers },
] as const;

const schemes: readonly {
  value: MantineColorScheme;
  word: string;
  Icon: ComponentType<{ size?: number }>;
}[] = [
  { value: "light", word: "Light", Icon: IconSun },
  { value: "auto", word: "Like the system", Icon: IconSystem },
  { value: "dark", word: "Dark", Icon: IconMoon },
];

export function Shell() {
  return (
    <div className={css.shell}>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <aside className={css.side} aria-label="Cairn">
        <Link to="/" className={css.brand} aria-label="Cairn, home" activeProps={{}}>
          <CairnMark />
          <span className={css.word}>Cairn</span>
        </Link>
        <nav aria-label="Main" style={{ display: "contents" }}>
          {places.map(({ to, word, Icon }) => (
            <Link key={to} to={to} className={css.link} activeOptions={{ exact: to === "/" }} title={word}>
              <Icon />
              <span className={css.word}>{word}</span>
            </Link>
          ))}
        </nav>
        <div className={css.spring} />
        <a
          className={css.link}
          href={cairn.openApiAddress}
          target="_blank"
          rel="noreferrer"
          title="REST interface"
        >
          <IconBook />
          <span className={css.word}>REST interface</span>
        </a>
        <SchemeSwitch />
      </aside>
      <main id="main" className={css.main} tabIndex={-1}>
        <Away />
        <div className={css.page}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}

/** Says that what stands on the page may be old. Pages that poll find the server again by themselves. */
function Away() {
  const reachable = useReachable();
  if (reachable) return null;
  return (
    <div className={css.away} role="alert">
      Cairn does not answer. What you see is from before; this page goes on by itself when it is back.
    </div>
  );
}

function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <fieldset className={css.scheme} aria-label="Colour scheme">
      {schemes.map(({ value, word, Icon }) => (
        <button
          key={value}
          type="button"
          title={word}
          aria-label={word}
          aria-pressed={colorScheme === value}
          onClick={() => setColorScheme(value)}
        >
          <Icon size={16} />
        </button>
      ))}
    </fieldset>
  );
}
