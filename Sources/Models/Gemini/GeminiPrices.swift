extension Provider {
  /// USD per million tokens.
  static let geminiPrices = """
    {"model": "gemini:gemini-3.8-flash", "input": 0.75, "cachedInput": 0.075, "output": 3.75, "asOf": "2026-10-07",
     "source": "https://ai.google.dev/gemini-api/docs/pricing",
     "note": "Until 2026-12-31; twice as much from 2027-01-01."},
    {"model": "gemini:gemini-3.5-flash", "input": 1.5, "cachedInput": 0.15, "output": 9, "asOf": "2026-07-24",
     "source": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"},
    {"model": "gemini:gemini-3.5-flash-lite", "input": 0.3, "cachedInput": 0.03, "output": 2.5, "asOf": "2026-07-24",
     "source": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"},
    {"model": "gemini:gemini-3.1-pro-preview", "input": 2, "cachedInput": 0.2, "output": 12, "asOf": "2026-07-24",
     "source": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
     "note": "Prompts over 200,000 tokens cost more."},
    {"model": "gemini:gemini-3.1-flash-lite", "input": 0.25, "cachedInput": 0.025, "output": 1.5, "asOf": "2026-07-24",
     "source": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"},
    {"model": "gemini:gemini-3-flash-preview", "input": 0.5, "cachedInput": 0.05, "output": 3, "asOf": "2026-07-24",
     "source": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"},
    {"model": "gemini:gemini-2.5-pro", "input": 1.25, "cachedInput": 0.125, "output": 10, "asOf": "2026-07-24",
     "source": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
     "note": "Prompts over 200,000 tokens cost more."},
    {"model": "gemini:gemini-2.5-flash", "input": 0.3, "cachedInput": 0.03, "output": 2.5, "asOf": "2026-07-24",
     "source": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"},
    {"model": "gemini:gemini-2.5-flash-lite", "input": 0.1, "cachedInput": 0.01, "output": 0.4, "asOf": "2026-07-24",
     "source": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"}
    """
}
