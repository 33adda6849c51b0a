"""The house's own line icons, 24 × 24, drawn with the stroke of the text. A name says what the icon means."""

ICONS: dict[str, str] = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "article": '<path d="M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8"/>',
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/>',
    "call": (
        '<path d="M6 3h3l2 5-2.5 1.8a12 12 0 0 0 5.7 5.7L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"/>'
    ),
    "camera": '<path d="M4 8h3l2-3h6l2 3h3v11H4z"/><circle cx="12" cy="13" r="3.5"/>',
    "case": '<rect x="5" y="4" width="14" height="17" rx="2"/><path d="M9 4V3h6v1M9 10h6M9 14h6M9 18h3"/>',
    "check": '<path d="M5 13l4.5 4.5L19 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "code": ('<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v2M14 18v2M18 18h2v2h-2z"/>'),
    "copy": '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15H4V4h11v1"/>',
    "danger": '<path d="M12 4l9 16H3zM12 10v4.5M12 17.2v.1"/>',
    "done": '<circle cx="12" cy="12" r="8.5"/><path d="M8 12.5l2.8 2.8L16 9.5"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
    "edit": '<path d="M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3"/>',
    "empty": '<path d="M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 2.5h3L15 13h5"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
    "follow": (
        '<circle cx="6" cy="18" r="2.2"/><circle cx="18" cy="6" r="2.2"/>'
        '<path d="M8.2 18H15a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h6.8"/>'
    ),
    "home": '<path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.1"/>',
    "internal": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "language": ('<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17c-5-5-5-12 0-17z"/>'),
    "log_out": '<path d="M14 4H5v16h9M10 12h10M16.5 8l4 4-4 4"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="M3.5 7l8.5 6 8.5-6"/>',
    "message": '<path d="M4 5h16v11H11l-5 4v-4H4z"/>',
    "next": '<path d="M9 5l7 7-7 7"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>',
    "place": (
        '<path d="M12 21c5-5.5 7-8.5 7-11.5a7 7 0 0 0-14 0C5 12.5 7 15.5 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>'
    ),
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "reopen": '<path d="M5 12a7 7 0 1 0 2.5-5.4M4.5 4v4.5H9"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
    "send": '<path d="M4 5l17 7-17 7 3-7zM7 12h7"/>',
    "stage": '<path d="M6 21V4M6 5h12l-3 4 3 4H6"/>',
    "start": '<path d="M7 5l12 7-12 7z"/>',
    "wait": '<path d="M8 5v14M16 5v14"/>',
    "warning": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.2v.1"/>',
    "work": (
        '<path d="M14.5 6.5a4.5 4.5 0 0 1 5.8-2.3L17 7.5l.5 2.5 2.5.5 0 0a4.5 4.5 0 0 1-6 3L8 19.5a2.1 '
        '2.1 0 0 1-3-3l6-6a4.5 4.5 0 0 1 3.5-4z"/>'
    ),
}

# 16 × 16. Known by shape alone: emptier early, fuller late, bars while waiting, a cross when cancelled.
STATUS_SHAPES: dict[str, str] = {
    "assigned": '<circle cx="8" cy="8" r="6"/>',
    "acknowledged": '<circle cx="8" cy="8" r="6"/><circle class="solid" cx="8" cy="8" r="2.7"/>',
    "in_progress": '<circle cx="8" cy="8" r="6"/><path class="solid" d="M8 2a6 6 0 0 1 0 12z"/>',
    "waiting": '<path d="M5.5 3v10M10.5 3v10"/>',
    "done": '<circle class="solid" cx="8" cy="8" r="7"/><path class="cut" d="M5 8.3l2.1 2.1L11 6.3"/>',
    "closed": (
        '<rect class="solid" x="1.5" y="1.5" width="13" height="13" rx="3"/>'
        '<path class="cut" d="M5 8.3l2.1 2.1L11 6.3"/>'
    ),
    "cancelled": '<path d="M4 4l8 8M12 4l-8 8"/>',
    "late": '<path d="M8 2l6.5 12h-13zM8 7v3M8 12v.1"/>',
}
