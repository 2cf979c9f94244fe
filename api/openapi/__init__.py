"""The API's own description, OpenAPI 3.1, made from what answers: the filter, the vocabulary, the shapes."""
