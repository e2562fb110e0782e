ALTER TABLE account ADD COLUMN cap TEXT;                -- such as '2e-8 USD/px'; absent: none
