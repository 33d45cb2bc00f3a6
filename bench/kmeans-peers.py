"""Trains k-means with scikit-learn or faiss on the rows of a file and writes the centroids: NAME ROWS START OUT D K ITERATIONS."""
import importlib
import json
import sys
import time

name, rows_file, start_file, out_file, d, k, iterations = sys.argv[1:8]
d, k, iterations = int(d), int(k), int(iterations)
import numpy

module = importlib.import_module("sklearn.cluster" if name == "scikit-learn" else "faiss")
rows = numpy.fromfile(rows_file, dtype=numpy.float32).reshape(-1, d)
start = numpy.fromfile(start_file, dtype=numpy.float32).reshape(k, d)


def train(init):
    if name == "scikit-learn":
        import warnings

        warnings.simplefilter("ignore")
        first = "k-means++" if init is None else init
        model = module.KMeans(k, init=first, n_init=1, max_iter=iterations, tol=0, algorithm="lloyd", random_state=1)
        return model.fit(rows).cluster_centers_
    model = module.Kmeans(d, k, niter=iterations, max_points_per_centroid=len(rows), seed=1)
    model.train(rows, init_centroids=init)
    return model.centroids


def timed(init):
    began = time.perf_counter()
    centroids = train(init)
    return time.perf_counter() - began, centroids


seconds, centroids = timed(start)
with_seeding = timed(None)[0] if sys.argv[8:] == ["seed"] else None
numpy.ascontiguousarray(centroids, dtype=numpy.float32).tofile(out_file)
version = importlib.import_module("sklearn").__version__ if name == "scikit-learn" else module.__version__
print(json.dumps({"seconds": seconds, "secondsWithSeeding": with_seeding, "version": version}))
