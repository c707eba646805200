import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode, useEffect } from "react";
import { IconChevron } from "./icons";
import css from "./Page.module.css";

interface Crumb {
  readonly to: string;
  readonly word: string;
}

interface HeadProps {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly under?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
}

/** The top of a page; it also names the browser's tab. */
export function PageHead({ title, beside, under, crumbs = [], actions }: HeadProps) {
  useEffect(() => {
    document.title = `${title} · Cairn`;
  }, [title]);
  return (
    <header className={css.head}>
      <div style={{ minWidth: 0 }}>
        {crumbs.length > 0 && (
          <nav className={css.crumbs} aria-label="Where you are">
            {crumbs.map(({ to, word }) => (
              <Fragment key={to}>
                <Link to={to}>{word}</Link>
                <IconChevron size={12} />
              </Fragment>
            ))}
          </nav>
        )}
        <h1 className={css.title}>
          {title}
          {beside}
        </h1>
        {under && <div className={css.under}>{under}</div>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  );
}

interface PanelProps {
  readonly title?: string;
  readonly help?: ReactNode;
  readonly tools?: ReactNode;
  /** Tables go to the edge. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, help, tools, flush = false, children }: PanelProps) {
  return (
    <section className={css.panel} aria-label={title}>
      {(title || tools) && (
        <div className={css.panelHead}>
          <div style={{ minWidth: 0 }}>
            {title && <h2 className={css.panelTitle}>{title}</h2>}
            {help && <p className={css.help}>{help}</p>}
          </div>
          {tools && <div className={css.tools}>{tools}</div>}
        </div>
      )}
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  );
}

interface StatProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly note?: ReactNode;
}

export function Stat({ label, children, note }: StatProps) {
  return (
    <div className={css.stat}>
      <div className={css.statLabel}>{label}</div>
      <div className={css.statValue}>{children}</div>
      {note && <div className={css.statNote}>{note}</div>}
    </div>
  );
}
