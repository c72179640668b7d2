-- To which texts people have agreed.
CREATE TABLE IF NOT EXISTS "Consents" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Consents" PRIMARY KEY AUTOINCREMENT,
    "Account" TEXT NOT NULL,
    "Purpose" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    "Channel" TEXT NOT NULL,
    "At" INTEGER NOT NULL
);


CREATE UNIQUE INDEX IF NOT EXISTS "IX_Consents_Account_Purpose_Version" ON "Consents" ("Account", "Purpose", "Version");
