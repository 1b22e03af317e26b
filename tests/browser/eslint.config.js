// The scripts of the page share one scope, as their types say; `tsc` looks for undefined names.
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["**/page/script/*.js", "**/page/comparison/script/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
    rules: {
      "no-undef": "off",
      "no-unused-vars": ["error", { vars: "local" }],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "No text may become markup: use element()." },
        { property: "outerHTML", message: "No text may become markup: use element()." },
        { property: "insertAdjacentHTML", message: "No text may become markup: use element()." },
      ],
    },
  },
  { files: ["tests/browser/*.js", "page/*.js"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
];
