def mend(reader):
    t=reader.tokens; raise SystemExit(("stuck",t.texts[reader.place-3:reader.place+3],reader.accepted()))
